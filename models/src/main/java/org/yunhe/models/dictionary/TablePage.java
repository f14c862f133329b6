package org.yunhe.models.dictionary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yunhe.models.code.ValueSet;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.RuleContract;
import org.yunhe.models.contract.ServiceLevel;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.lineage.Edge;
import org.yunhe.models.lineage.Lineage;
import org.yunhe.models.lineage.Use;

/** The page of one table. */
final class TablePage {
  private final TableContract table;
  private final Lineage lineage;
  private final List<ValueSet> valueSets;
  private final ContractCatalog contracts;

  TablePage(
      TableContract table, Lineage lineage, List<ValueSet> valueSets, ContractCatalog contracts) {
    this.table = table;
    this.lineage = lineage;
    this.valueSets = valueSets;
    this.contracts = contracts;
  }

  String html() {
    Page page = new Page(table.fullName());
    page.raw(
        "<p class=\"path\">%s › %s</p>"
            .formatted(
                Page.link("../" + Dictionary.INDEX, "数据字典 Data dictionary"),
                Page.link("../" + Dictionary.INDEX + "#" + table.layer(), table.layer())));
    page.raw("<h1>" + Page.text(table.fullName()) + "</h1>");
    page.raw("<p>" + Page.both(table.textZh(), table.textEn()) + "</p>");
    facts(page);
    columns(page);
    rules(page);
    lineage(page);
    uses(page);
    return page.toString();
  }

  static String level(String level) {
    return "<span class=\"tag " + level + "\">" + level + "</span>";
  }

  private void facts(Page page) {
    page.raw("<dl>");
    page.fact("粒度", "grain", Page.both(table.grainZh(), table.grainEn()));
    page.fact("类型", "kind", table.view() ? Page.both("视图", "view") : Page.both("表", "table"));
    page.fact("级别", "classification", level(table.level()));
    page.fact(
        "主键",
        "primary key",
        table.primaryKey().stream()
            .map(column -> Page.code(column.name()))
            .collect(Collectors.joining(", ")));
    page.fact("分区", "partitioning", Page.text(String.join(", ", table.partitioning())));
    page.fact("排序", "sort order", Page.text(String.join(", ", table.sortOrder())));
    service(page, table.service());
    page.fact("负责方", "owner", table.owner() == null ? "" : Page.text(table.owner()));
    if (table.provenance() != null) {
      page.fact("写入方", "written by", Page.code(table.provenance().by()));
    }
    page.fact(
        "契约版本", "contract version", Page.text(table.version()) + " " + Page.code(table.file()));
    page.raw("</dl>");
  }

  private static void service(Page page, ServiceLevel service) {
    if (service == null) {
      return;
    }
    page.fact("保存期限", "retention", Page.text(String.valueOf(service.retention())));
    if (service.freshness() != null) {
      page.fact("时效", "freshness", Page.text("≤ " + service.freshness().limit()));
    }
    if (service.latency() != null) {
      page.fact("延迟", "latency", Page.text("≤ " + service.latency()));
    }
    if (service.volume() != null) {
      page.fact("数据量波动", "volume change", "±" + service.volume().percent() + " %");
    }
  }

  private void columns(Page page) {
    page.heading("字段", "Columns");
    page.raw("<div class=\"scroll\">");
    page.head(
        "字段",
        "column",
        "名称与说明",
        "name and meaning",
        "类型",
        "type",
        "单位/代码",
        "unit, codes",
        "级别",
        "level",
        "OMOP 5.4",
        "",
        "FHIR R4",
        "");
    for (ColumnContract column : table.columns()) {
      page.row(
          List.of(
              "<span id=\"%s\">%s</span>%s"
                  .formatted(Page.text(column.name()), Page.code(column.name()), key(column)),
              Page.both(column.textZh(), column.textEn()) + reference(column),
              Page.code(column.type().contractText())
                  + (column.required() ? "<br><span class=\"en\">必填 required</span>" : ""),
              codes(column),
              level(column.level()) + " <span class=\"en\">" + column.category() + "</span>",
              standard(column.omop()),
              standard(column.fhir())));
    }
    page.end().raw("</div>");
  }

  private static String key(ColumnContract column) {
    return column.primaryKeyPosition() == 0
        ? ""
        : " <span class=\"key\">PK" + column.primaryKeyPosition() + "</span>";
  }

  private static String standard(String element) {
    return element == null ? "" : Page.code(element).replace(".", ".<wbr>").replace("_", "_<wbr>");
  }

  private String reference(ColumnContract column) {
    if (column.references() == null) {
      return "";
    }
    int dot = column.references().lastIndexOf('.');
    String other = column.references().substring(0, dot);
    return "<br>→ "
        + Page.link(
            other + ".html#" + column.references().substring(dot + 1),
            Page.code(column.references()));
  }

  private String codes(ColumnContract column) {
    List<String> parts = new ArrayList<>();
    if (column.unit() != null) {
      parts.add(Page.code(column.unit()));
    }
    if (column.codeSystem() != null) {
      parts.add(Page.text(column.codeSystem()));
      valueSets.stream()
          .filter(set -> set.isOf(column.codeSystem()))
          .forEach(set -> parts.add(Page.link("../codes/" + set.name() + ".html", set.name())));
    }
    return String.join("<br>", parts);
  }

  private void rules(Page page) {
    if (table.rules().isEmpty()) {
      return;
    }
    page.heading("质量规则", "Quality rules");
    page.head("规则", "rule", "含义", "what holds", "级别", "severity", "条件", "condition");
    for (RuleContract rule : table.rules()) {
      page.row(
          List.of(
              Page.code(rule.id()),
              Page.both(rule.textZh(), rule.textEn()),
              Page.text(rule.severity()),
              rule.expression() == null
                  ? "→ " + Page.code(rule.references())
                  : Page.code(rule.expression())));
    }
    page.end();
  }

  private void lineage(Page page) {
    page.heading("数据流向", "Lineage");
    Map<String, Set<String>> into = new TreeMap<>();
    lineage.into(table.fullName()).forEach(edge -> add(into, edge.from(), edge));
    Map<String, Set<String>> from = new TreeMap<>();
    lineage.from(table.fullName()).forEach(edge -> add(from, edge.to(), edge));
    if (into.isEmpty() && from.isEmpty()) {
      page.raw("<p>" + Page.both("无", "nothing") + "</p>");
      return;
    }
    page.raw(picture(into.keySet(), from.keySet()));
    page.head("", "", "表", "table", "依据", "told by");
    into.forEach((name, files) -> page.row(List.of("←", linked(name), files(files))));
    from.forEach((name, files) -> page.row(List.of("→", linked(name), files(files))));
    page.end();
  }

  private String picture(Set<String> into, Set<String> from) {
    Set<Picture.Line> lines = new LinkedHashSet<>();
    into.forEach(name -> lines.add(new Picture.Line(name, table.fullName())));
    // A table that feeds this one and is fed by it stands on the left only.
    Set<String> right = new TreeSet<>(from);
    right.removeAll(into);
    right.forEach(name -> lines.add(new Picture.Line(table.fullName(), name)));
    Map<String, String> addresses = new LinkedHashMap<>();
    contracts.tables().forEach(each -> addresses.put(each.fullName(), each.fullName() + ".html"));
    return new Picture()
        .column("来自 from", List.copyOf(new TreeSet<>(into)))
        .column("本表 this table", List.of(table.fullName()))
        .column("供给 feeds", List.copyOf(right))
        .mark(table.fullName())
        .draw(lines, addresses);
  }

  private void uses(Page page) {
    List<Use> uses = lineage.uses(table.fullName());
    if (uses.isEmpty()) {
      return;
    }
    page.heading("使用者", "Used by");
    page.head("种类", "kind", "名称", "name", "标题", "title");
    for (Use use : uses) {
      page.row(
          List.of(
              Page.text(use.kind()), Page.code(use.name()), Page.both(use.textZh(), use.textEn())));
    }
    page.end();
  }

  private static void add(Map<String, Set<String>> edges, String name, Edge edge) {
    edges.computeIfAbsent(name, each -> new TreeSet<>()).add(edge.by());
  }

  private static String files(Set<String> files) {
    return files.stream().map(Page::code).collect(Collectors.joining("<br>"));
  }

  private String linked(String name) {
    return contracts.find(name).isPresent()
        ? Page.link(name + ".html", Page.code(name))
        : Page.code(name);
  }
}
