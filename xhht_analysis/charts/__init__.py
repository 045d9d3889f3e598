"""Charts that say one thing each, with an alt text and a table made from the same numbers."""

from xhht_analysis.charts.bars import plot_bars
from xhht_analysis.charts.bullets import plot_bullets
from xhht_analysis.charts.chart import Chart
from xhht_analysis.charts.pyramid import plot_pyramid
from xhht_analysis.charts.ranking import plot_ranking
from xhht_analysis.charts.rate_by_age import plot_rate_by_age
from xhht_analysis.charts.small_multiples import plot_small_multiples
from xhht_analysis.charts.spent import plot_spent
from xhht_analysis.charts.stacked_by_age import plot_stacked_by_age
from xhht_analysis.charts.trend import plot_trend
from xhht_analysis.charts.women_men import plot_women_men

__all__ = [
    "Chart",
    "plot_bars",
    "plot_bullets",
    "plot_pyramid",
    "plot_ranking",
    "plot_rate_by_age",
    "plot_small_multiples",
    "plot_spent",
    "plot_stacked_by_age",
    "plot_trend",
    "plot_women_men",
]
