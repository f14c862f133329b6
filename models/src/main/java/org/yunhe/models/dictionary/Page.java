package org.yunhe.models.dictionary;

import java.util.List;

/** One HTML page that stands alone: its style is within, it loads nothing. */
final class Page {
  private static final String STYLE =
      """
      :root { --ink: #1d2733; --soft: #5b6b7b; --line: #dde3ea; --tint: #f4f7fa; --blue: #1f5f99; }
      * { box-sizing: border-box; }
      body { margin: 0 auto; max-width: 1240px; padding: 24px 28px 60px; color: var(--ink);
        font: 15px/1.5 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
      a { color: var(--blue); text-decoration: none; } a:hover { text-decoration: underline; }
      h1 { font-size: 26px; margin: 8px 0 2px; } h2 { font-size: 18px; margin: 34px 0 10px; }
      .en { color: var(--soft); } .path { color: var(--soft); font-size: 13px; }
      code { font: 13px/1.4 "DejaVu Sans Mono", Menlo, Consolas, monospace; }
      table { border-collapse: collapse; width: 100%; font-size: 14px; }
      th { text-align: left; color: var(--soft); font-weight: 600; font-size: 13px; }
      th, td { border-bottom: 1px solid var(--line); padding: 6px 10px 6px 0; vertical-align: top; }
      dl { display: grid; grid-template-columns: 190px 1fr; gap: 4px 16px; margin: 14px 0; }
      dt { color: var(--soft); } dd { margin: 0; }
      .tag { border-radius: 9px; font-size: 12px; padding: 1px 8px; white-space: nowrap; background: var(--tint); }
      .L4 { background: #fde9d9; } .L5 { background: #f9d7d7; } .L3 { background: #fbf3d0; }
      .key { color: #8a5a00; font-size: 12px; } .scroll { overflow-x: auto; }
      svg text { font: 12px "Noto Sans CJK SC", "Source Han Sans SC", sans-serif; fill: var(--ink); }
      svg .head { fill: var(--soft); font-weight: 600; }
      svg rect { fill: var(--tint); stroke: var(--line); } svg rect.this { fill: #dbe9f6; stroke: var(--blue); }
      svg path { fill: none; stroke: #9db2c6; stroke-opacity: .55; }
      input { font: inherit; padding: 6px 10px; width: 320px; border: 1px solid var(--line); border-radius: 6px; }
      """;

  private final StringBuilder body = new StringBuilder();
  private final String title;

  Page(String title) {
    this.title = title;
  }

  /** Adds markup as it is. */
  Page raw(String html) {
    body.append(html).append('\n');
    return this;
  }

  Page heading(String zh, String en) {
    return raw("<h2>" + both(zh, en) + "</h2>");
  }

  /** Adds one line of a list of facts; nothing where {@code html} is empty. */
  Page fact(String zh, String en, String html) {
    return html == null || html.isEmpty()
        ? this
        : raw("<dt>" + both(zh, en) + "</dt><dd>" + html + "</dd>");
  }

  Page row(List<String> cells) {
    StringBuilder row = new StringBuilder("<tr>");
    cells.forEach(cell -> row.append("<td>").append(cell).append("</td>"));
    return raw(row.append("</tr>").toString());
  }

  Page head(String... bothLanguages) {
    StringBuilder row = new StringBuilder("<tr>");
    for (int i = 0; i < bothLanguages.length; i += 2) {
      row.append("<th>").append(both(bothLanguages[i], bothLanguages[i + 1])).append("</th>");
    }
    return raw("<table><thead>" + row + "</tr></thead><tbody>");
  }

  Page end() {
    return raw("</tbody></table>");
  }

  @Override
  public String toString() {
    return "<!DOCTYPE html>\n<html lang=\"zh\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width\"><title>"
        + text(title)
        + "</title><style>\n"
        + STYLE
        + "</style></head><body>\n"
        + body
        + "</body></html>\n";
  }

  static String both(String zh, String en) {
    return text(zh) + " <span class=\"en\">" + text(en) + "</span>";
  }

  static String code(String text) {
    return "<code>" + text(text) + "</code>";
  }

  static String link(String address, String html) {
    return "<a href=\"" + text(address) + "\">" + html + "</a>";
  }

  static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
