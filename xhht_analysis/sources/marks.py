"""What the program's own sample files say of themselves."""

#: Stands in the workbook's own words, so that every page made from it can say so too.
SYNTHETIC_MARK = "Dữ liệu mẫu: người trong tệp này không có thật"
