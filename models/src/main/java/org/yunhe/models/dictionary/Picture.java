package org.yunhe.models.dictionary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Draws which table feeds which: columns of boxes, joined by lines, as SVG. */
final class Picture {
  private static final int BOX = 176;
  private static final int GAP = 70;
  private static final int STEP = 30;
  private static final int HEIGHT = 22;
  private static final int TOP = 34;

  private final List<List<String>> columns = new ArrayList<>();
  private final List<String> heads = new ArrayList<>();
  private final Map<String, int[]> places = new LinkedHashMap<>();
  private String marked = "";

  /** Adds a column of boxes from left to right; an empty one is left out. */
  Picture column(String head, List<String> names) {
    if (!names.isEmpty()) {
      heads.add(head);
      columns.add(names);
    }
    return this;
  }

  /** Lets one box stand out. */
  Picture mark(String name) {
    marked = name;
    return this;
  }

  /** Returns the picture; {@code addresses} has the page of a box, where it has one. */
  String draw(Set<Line> lines, Map<String, String> addresses) {
    int most = columns.stream().mapToInt(List::size).max().orElse(1);
    int height = TOP + most * STEP + 10;
    int width = columns.size() * (BOX + GAP) - GAP + 2;
    StringBuilder boxes = new StringBuilder();
    for (int c = 0; c < columns.size(); c++) {
      int x = 1 + c * (BOX + GAP);
      boxes.append(
          "<text class=\"head\" x=\"%d\" y=\"16\">%s</text>".formatted(x, Page.text(heads.get(c))));
      int free = (most - columns.get(c).size()) * STEP / 2;
      for (int r = 0; r < columns.get(c).size(); r++) {
        box(columns.get(c).get(r), x, TOP + free + r * STEP, addresses, boxes);
      }
    }
    StringBuilder paths = new StringBuilder();
    lines.forEach(line -> path(line, paths));
    return "<div class=\"scroll\"><svg role=\"img\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">"
            .formatted(width, height, width, height)
        + paths
        + boxes
        + "</svg></div>";
  }

  /**
   * A line between two boxes.
   *
   * @param from left box
   * @param to right box
   */
  record Line(String from, String to) {}

  private void box(String name, int x, int y, Map<String, String> addresses, StringBuilder boxes) {
    places.put(name, new int[] {x, y});
    String drawn =
        "<rect%s x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/><text x=\"%d\" y=\"%d\">%s</text>"
            .formatted(
                name.equals(marked) ? " class=\"this\"" : "",
                x,
                y,
                BOX,
                HEIGHT,
                x + 8,
                y + 15,
                Page.text(shortened(name)));
    String address = addresses.get(name);
    boxes.append(address == null ? drawn : Page.link(address, drawn));
  }

  private void path(Line line, StringBuilder paths) {
    int[] from = places.get(line.from());
    int[] to = places.get(line.to());
    if (from == null || to == null) {
      return;
    }
    int y1 = from[1] + HEIGHT / 2;
    int y2 = to[1] + HEIGHT / 2;
    boolean same = from[0] == to[0];
    boolean back = from[0] > to[0];
    int x1 = back ? from[0] : from[0] + BOX;
    int x2 = same || back ? to[0] + BOX : to[0];
    int bend = same ? GAP / 2 : (x2 - x1) / 2;
    paths.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%d %dC%d %d %d %d %d %d\"/>",
            x1,
            y1,
            x1 + bend,
            y1,
            same ? x2 + bend : x2 - bend,
            y2,
            x2,
            y2));
  }

  private static String shortened(String name) {
    return name.length() <= 25 ? name : name.substring(0, 24) + "…";
  }
}
