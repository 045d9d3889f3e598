"""Tables of a report, each made from its counts: a notebook picks and shows them."""
