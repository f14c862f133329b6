package org.yunhe.models.dictionary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.code.ValueSet;
import org.yunhe.models.code.ValueSets;
import org.yunhe.models.contract.ContractCatalog;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;
import org.yunhe.models.lineage.Edge;
import org.yunhe.models.lineage.Lineage;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/** The data dictionary of the model files on the class path, as pages by their path. */
public final class Dictionary {
  static final String INDEX = "index.html";
  static final List<String> LAYERS = List.of("raw", "core", "mart", "research", "ops");

  private final ContractCatalog contracts = ContractCatalog.load();
  private final SourceCatalog sources = SourceCatalog.load();
  private final CodeCatalog codes = CodeCatalog.load();
  private final Lineage lineage = Lineage.load();
  private final List<ValueSet> valueSets = ValueSets.load().all();

  private Dictionary() {}

  /** Returns every page: path below the folder of the dictionary, and its text. */
  public static Map<String, String> pages() {
    return new Dictionary().build();
  }

  /** Writes every page below {@code folder} and removes pages of tables that are no more. */
  public static int write(Path folder) {
    Map<String, String> pages = pages();
    try {
      for (String below : List.of("tables", "codes")) {
        Files.createDirectories(folder.resolve(below));
        try (var old = Files.newDirectoryStream(folder.resolve(below), "*.html")) {
          for (Path page : old) {
            if (!pages.containsKey(below + "/" + page.getFileName())) {
              Files.delete(page);
            }
          }
        }
      }
      for (Map.Entry<String, String> page : pages.entrySet()) {
        Files.writeString(folder.resolve(page.getKey()), page.getValue());
      }
      return pages.size();
    } catch (IOException e) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS,
          folder + " cannot be written: " + e.getMessage(),
          "name another folder with --out",
          e);
    }
  }

  private Map<String, String> build() {
    Map<String, String> pages = new TreeMap<>();
    pages.put(INDEX, index());
    for (TableContract table : contracts.tables()) {
      pages.put(
          "tables/" + table.fullName() + ".html",
          new TablePage(table, lineage, valueSets, contracts).html());
    }
    valueSets.forEach(set -> pages.put("codes/" + set.name() + ".html", codes(set)));
    return pages;
  }

  private String index() {
    Page page = new Page("数据字典 Data dictionary");
    page.raw("<h1>数据字典 <span class=\"en\">Data dictionary</span></h1>");
    page.raw(
        "<p class=\"en\">%s</p>"
            .formatted(
                Page.both(
                    "由契约、映射、查询和代码表生成，请勿手工修改。",
                    "Made of contracts, mappings, queries and code lists; do not edit.")));
    page.raw(
        "<p><input id=\"q\" placeholder=\"表、字段、说明 table, column, text\" aria-label=\"search\"></p>");
    page.heading("数据流向", "What feeds what");
    page.raw(overview());
    for (String layer : LAYERS) {
      layer(page, layer);
    }
    page.heading("值域", "Value sets");
    page.head("值域", "value set", "名称", "name", "代码体系", "code system", "来源", "owners");
    for (ValueSet set : valueSets) {
      page.row(
          List.of(
              Page.link("codes/" + set.name() + ".html", Page.code(set.name())),
              Page.both(set.textZh(), set.textEn()),
              Page.text(set.system()),
              Page.text(String.join(", ", set.lists().keySet()))));
    }
    page.end();
    page.raw(
        """
        <script>
        document.getElementById('q').addEventListener('input', e => {
          const q = e.target.value.trim().toLowerCase();
          document.querySelectorAll('tbody tr').forEach(r =>
            r.hidden = q !== '' && !(r.textContent + (r.firstChild.dataset ? r.querySelector('[data-columns]')?.dataset.columns ?? '' : '')).toLowerCase().includes(q));
        });
        </script>""");
    return page.toString();
  }

  private void layer(Page page, String layer) {
    page.raw("<h2 id=\"" + layer + "\">" + Page.text(layer) + "</h2>");
    page.head("表", "table", "用途", "purpose", "级别", "level", "字段", "columns");
    for (TableContract table : contracts.tables()) {
      if (table.layer().equals(layer)) {
        List<String> columns = new ArrayList<>();
        table.columns().forEach(column -> columns.add(column.name() + " " + column.textZh()));
        page.row(
            List.of(
                "<span data-columns=\"%s\">%s</span>"
                    .formatted(
                        Page.text(String.join(" ", columns)),
                        Page.link(
                            "tables/" + table.fullName() + ".html", Page.code(table.fullName()))),
                Page.both(table.textZh(), table.textEn()),
                TablePage.level(table.level()),
                String.valueOf(table.columns().size())));
      }
    }
    page.end();
  }

  private String overview() {
    Map<String, String> addresses = new TreeMap<>();
    Picture picture = new Picture();
    picture.column("来源 sources", sources.sources().stream().map(SourceDefinition::source).toList());
    for (String layer : LAYERS) {
      if (!layer.equals("raw")) {
        picture.column(layer, names(layer, addresses));
      }
    }
    Set<Picture.Line> lines = new LinkedHashSet<>();
    for (Edge edge : lineage.edges()) {
      lines.add(new Picture.Line(system(edge.from()), edge.to()));
    }
    return "<p class=\"en\">%s</p>"
            .formatted(
                Page.both(
                    "各来源的记录先进入 raw 层的日志，再由映射进入核心层。",
                    "The records of every source land in a log of raw; mappings take them to core."))
        + picture.draw(lines, addresses);
  }

  private List<String> names(String layer, Map<String, String> addresses) {
    List<String> names = new ArrayList<>();
    for (TableContract table : contracts.tables()) {
      if (table.layer().equals(layer)) {
        names.add(table.fullName());
        addresses.put(table.fullName(), "tables/" + table.fullName() + ".html");
      }
    }
    return names;
  }

  private String system(String name) {
    String system = name.split("\\.", 2)[0];
    return sources.find(system).isPresent() ? system : name;
  }

  private String codes(ValueSet set) {
    Page page = new Page(set.name());
    page.raw("<p class=\"path\">" + Page.link("../" + INDEX, "数据字典 Data dictionary") + "</p>");
    page.raw("<h1>" + Page.both(set.textZh(), set.textEn()) + "</h1>");
    page.raw("<dl>");
    page.fact("名称", "name", Page.code(set.name()));
    page.fact("代码体系", "code system", Page.text(set.system()));
    page.fact("依据", "basis", Page.text(set.source()));
    page.raw("</dl>");
    Map<String, List<List<String>>> lists = set.lists();
    Set<String> owners = new TreeSet<>(lists.keySet());
    for (String owner : owners) {
      page.raw(
          "<h2>"
              + Page.text(owner)
              + " <span class=\"en\">"
              + codes.list(set.name(), owner).size()
              + "</span></h2>");
      List<List<String>> rows = lists.get(owner);
      page.raw("<div class=\"scroll\"><table><thead><tr>");
      rows.get(0).forEach(name -> page.raw("<th>" + Page.text(name) + "</th>"));
      page.raw("</tr></thead><tbody>");
      rows.subList(1, rows.size()).forEach(row -> page.row(row.stream().map(Page::text).toList()));
      page.end().raw("</div>");
    }
    return page.toString();
  }
}
