package org.yunhe.models.code;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yunhe.models.resource.ModelResources;

/**
 * A value set as {@code codes/<name>.yaml} declares it; its lists of local codes stand in the
 * folder of that name.
 *
 * @param name name, such as {@code lab-item}
 * @param textEn what it holds, in English
 * @param textZh what it holds, in Chinese
 * @param system code system of the standard codes (standards/code-systems.yaml)
 * @param version version of the lists; raised with every change of meaning
 * @param source where the lists come from
 * @param attributes what the further columns of its lists mean, by column
 */
public record ValueSet(
    String name,
    String textEn,
    String textZh,
    String system,
    String version,
    String source,
    Map<String, String> attributes) {

  /** Returns whether its codes are of the system that a column names. */
  public boolean isOf(String codeSystem) {
    return codeSystem != null
        && !codeSystem.equals("Yunhe")
        && !codeSystem.equals("UCUM")
        && (system.equals(codeSystem)
            || system.startsWith(codeSystem + "-")
            || system.startsWith(codeSystem + " "));
  }

  /** Returns the rows of each owner's list, the header first; by source, product or default. */
  public Map<String, List<List<String>>> lists() {
    Map<String, List<List<String>>> lists = new LinkedHashMap<>();
    for (String file : ModelResources.list("codes/" + name, ".csv")) {
      String owner = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.csv$", "");
      lists.put(owner, Csv.parse(file, ModelResources.read(file)));
    }
    return lists;
  }
}
