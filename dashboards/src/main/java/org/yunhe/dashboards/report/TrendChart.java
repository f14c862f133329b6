package org.yunhe.dashboards.report;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.yunhe.models.indicator.Indicator;

/**
 * Line chart of an indicator as SVG: the institution's values with a gap where there is no value, a
 * hollow point where the sample is small, and the median of its tier as a dashed line.
 */
final class TrendChart {
  private static final double WIDTH = 660;
  private static final double HEIGHT = 172;
  private static final double LEFT = 46;
  private static final double RIGHT = 14;
  private static final double TOP = 26;
  private static final double BOTTOM = 24;
  private static final int TICKS = 4;
  private static final String BLUE = "#1b5a8f";
  private static final String GREY = "#8a96a3";

  private final Indicator indicator;
  private final List<YearMonth> months;
  private final Function<YearMonth, Value> values;
  private final Texts texts;
  private final double step;
  private final double top;

  TrendChart(
      Indicator indicator, List<YearMonth> months, Function<YearMonth, Value> values, Texts texts) {
    this.indicator = indicator;
    this.months = months;
    this.values = values;
    this.texts = texts;
    double highest =
        months.stream()
            .flatMap(month -> Stream.of(own(month), median(month)))
            .filter(Objects::nonNull)
            .mapToDouble(value -> value)
            .max()
            .orElse(0);
    this.step = step(highest);
    this.top = Math.max(step, Math.ceil(highest / step - 1e-9) * step);
  }

  /** Returns the drawing, an {@code svg} element that needs nothing from outside. */
  String svg() {
    StringBuilder svg = new StringBuilder();
    String title = Html.text(texts.of("chart", indicator.name().in(texts.language())));
    svg.append(
        format(
            "<svg viewBox='0 0 %.0f %.0f' role='img' aria-label='%s'><title>%s</title>",
            WIDTH, HEIGHT, title.replace("'", "&#39;"), title));
    axes(svg);
    line(svg, this::median, GREY, "5 4", 1.4);
    line(svg, this::own, BLUE, "none", 2.2);
    months.forEach(month -> point(svg, month));
    legend(svg);
    return svg.append("</svg>").toString();
  }

  private void axes(StringBuilder svg) {
    for (double tick = 0; tick <= top + step / 2; tick += step) {
      svg.append(
          format(
              "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s' stroke-width='%s'/>",
              LEFT, y(tick), WIDTH - RIGHT, y(tick), tick == 0 ? GREY : "#e3e8ed", "1"));
      svg.append(label(LEFT - 6, y(tick) + 3.5, "end", GREY, tick(tick)));
    }
    for (int i = 0; i < months.size(); i++) {
      YearMonth month = months.get(i);
      String text =
          i == 0 || month.getMonthValue() == 1
              ? month.getYear() + "-" + format("%02d", month.getMonthValue())
              : format("%02d", month.getMonthValue());
      svg.append(label(x(i), HEIGHT - 7, "middle", i == months.size() - 1 ? BLUE : GREY, text));
    }
  }

  private void line(
      StringBuilder svg,
      Function<YearMonth, Double> series,
      String colour,
      String dash,
      double width) {
    List<String> part = new ArrayList<>();
    for (int i = 0; i <= months.size(); i++) {
      Double value = i < months.size() ? series.apply(months.get(i)) : null;
      if (value != null) {
        part.add(format("%.1f,%.1f", x(i), y(value)));
      } else if (!part.isEmpty()) {
        svg.append(
            format(
                "<polyline points='%s' fill='none' stroke='%s' stroke-width='%.1f'"
                    + " stroke-dasharray='%s' stroke-linecap='round' stroke-linejoin='round'/>",
                String.join(" ", part), colour, width, dash));
        part.clear();
      }
    }
  }

  private void point(StringBuilder svg, YearMonth month) {
    Value value = values.apply(month);
    if (value == null || value.value() == null) {
      return;
    }
    int index = months.indexOf(month);
    boolean last = index == months.size() - 1;
    svg.append(
        format(
            "<circle cx='%.1f' cy='%.1f' r='%.1f' fill='%s' stroke='%s' stroke-width='1.6'/>",
            x(index),
            y(value.value()),
            last ? 4.2 : 2.8,
            value.smallSample() ? "#fff" : BLUE,
            BLUE));
  }

  private void legend(StringBuilder svg) {
    double y = 10;
    svg.append(
        format(
            "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s' stroke-width='2.2'/>",
            LEFT, y, LEFT + 18, y, BLUE));
    svg.append(label(LEFT + 23, y + 3.5, "start", "#333e49", texts.of("own")));
    double middle = LEFT + 120;
    svg.append(
        format(
            "<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s' stroke-width='1.4'"
                + " stroke-dasharray='5 4'/>",
            middle, y, middle + 18, y, GREY));
    svg.append(label(middle + 23, y + 3.5, "start", "#333e49", texts.of("median")));
    double right = LEFT + 290;
    svg.append(
        format(
            "<circle cx='%.1f' cy='%.1f' r='2.8' fill='#fff' stroke='%s' stroke-width='1.6'/>",
            right, y, BLUE));
    svg.append(label(right + 8, y + 3.5, "start", "#333e49", texts.of("small")));
    svg.append(
        label(
            WIDTH - RIGHT, y + 3.5, "end", GREY, Html.text(indicator.unit().in(texts.language()))));
  }

  private Double own(YearMonth month) {
    Value value = values.apply(month);
    return value == null ? null : value.value();
  }

  private Double median(YearMonth month) {
    Value value = values.apply(month);
    return value == null || !value.hasPeers() ? null : value.median();
  }

  private double x(int index) {
    double width = WIDTH - LEFT - RIGHT - 28;
    return LEFT + 14 + (months.size() == 1 ? width / 2 : width * index / (months.size() - 1));
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / top;
  }

  /** Returns a step of 1, 2 or 5 times a power of ten that gives at most {@code TICKS} ticks. */
  private double step(double highest) {
    double least = indicator.isCount() ? 1 : Math.pow(10, -indicator.decimals());
    double rough = Math.max(highest / TICKS, least);
    double power = Math.pow(10, Math.floor(Math.log10(rough)));
    for (double factor : List.of(1.0, 2.0, 5.0)) {
      if (factor * power >= rough - 1e-9) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private String tick(double value) {
    int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
    return format("%." + decimals + "f", value);
  }

  private static String label(double x, double y, String anchor, String colour, String text) {
    return format(
        "<text x='%.1f' y='%.1f' text-anchor='%s' font-size='10.5' fill='%s'>%s</text>",
        x, y, anchor, colour, text);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
