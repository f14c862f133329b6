package org.yunhe.models.dictionary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yunhe.models.contract.ContractCatalog;

/** The pages that are made of the shipped files. */
class DictionaryTest {
  private static final Pattern LINK = Pattern.compile("href=\"([^\"#]+)(?:#([^\"]+))?\"");

  @TempDir Path folder;

  @Test
  void everyTableAndValueSetHasAPageAndEveryLinkLeadsSomewhere() {
    Map<String, String> pages = Dictionary.pages();

    ContractCatalog.load()
        .tables()
        .forEach(table -> assertThat(pages).containsKey("tables/" + table.fullName() + ".html"));
    assertThat(pages).containsKeys("index.html", "codes/sex.html", "codes/lab-item.html");
    pages.forEach(
        (path, html) -> {
          Matcher link = LINK.matcher(html);
          while (link.find()) {
            Path target = Path.of(path).resolveSibling(link.group(1)).normalize();
            assertThat(pages).as("link of " + path).containsKey(target.toString());
            if (link.group(2) != null) {
              assertThat(pages.get(target.toString())).contains("id=\"" + link.group(2) + "\"");
            }
          }
        });
  }

  @Test
  void aPageTellsWhatTheContractTheMappingsAndTheCodesSay() {
    Map<String, String> pages = Dictionary.pages();

    assertThat(pages.get("tables/core.patient.html"))
        .contains("各来源系统登记的患者", "Patients as each source system registered them")
        .contains("<code>sex</code>", "../codes/sex.html", "GB/T 2261.1")
        .contains("core.organization.html#org_code")
        .contains("his_east.pat_master_index", "mappings/his_county/patient.sql")
        .contains("patient-id-checksum")
        .contains("<svg");
    assertThat(pages.get("codes/sex.html")).contains("<td>F</td>", "<td>女</td>");
    assertThat(pages.values())
        .as("pages that load something from elsewhere; addresses of code systems are texts")
        .noneMatch(html -> html.contains("href=\"http") || html.contains("src="));
  }

  @Test
  void writesTheSamePagesTwiceAndRemovesThoseOfTablesThatAreGone() throws IOException {
    Dictionary.write(folder);
    Files.writeString(folder.resolve("tables/core.gone.html"), "old");
    String index = Files.readString(folder.resolve("index.html"));

    Dictionary.write(folder);

    assertThat(folder.resolve("tables/core.gone.html")).doesNotExist();
    assertThat(folder.resolve("index.html")).hasContent(index);
  }
}
