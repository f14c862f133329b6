package org.yunhe.jobs.erasure;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yunhe.models.source.Mapping;
import org.yunhe.models.source.MappingCatalog;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.models.source.SourceTable;

/**
 * The columns of source tables in which the number of a patient or of a visit stands. The mapping
 * files say it: {@code concat('${source}:', patient_no) AS patient_id}. A table that no mapping
 * reads has those of the columns of its source's mappings that it declares.
 *
 * @param byTable references by {@code source.table}
 */
record PersonColumns(Map<String, List<Reference>> byTable) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern REFERENCE =
      Pattern.compile(
          "concat\\(\\s*(?:'([^':]*)(?::'|',\\s*':')|(\\w+),\\s*':'),\\s*(\\w+)\\s*\\)"
              + "\\s+AS\\s+(patient_id|encounter_id|from_encounter_id|to_encounter_id)\\b",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern READ =
      Pattern.compile("\\b(?:FROM|JOIN)\\s+(\\w+)", Pattern.CASE_INSENSITIVE);

  /**
   * A column that names a patient or a visit.
   *
   * @param system source that the number belongs to, or null where a column tells
   * @param systemColumn column that tells it, or null
   * @param column column of the number
   * @param isPatient whether it is the patient's number, else the visit's
   */
  record Reference(String system, String systemColumn, String column, boolean isPatient)
      implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** Reads the mapping files of every source. */
  static PersonColumns of(Iterable<SourceDefinition> sources, MappingCatalog mappings) {
    Map<String, List<Reference>> byTable = new TreeMap<>();
    for (SourceDefinition source : sources) {
      Set<Reference> known = new LinkedHashSet<>();
      for (Mapping mapping : mappings.mappings(source.product())) {
        Set<Reference> found = references(mapping.sql(), source.source());
        known.addAll(found);
        tables(mapping.sql(), source)
            .forEach(table -> add(byTable, source.source() + "." + table, found));
      }
      for (SourceTable table : source.tables().values()) {
        String name = source.source() + "." + table.name();
        if (!byTable.containsKey(name)) {
          List<Reference> declared =
              known.stream()
                  .filter(reference -> table.columns().contains(reference.column()))
                  .filter(
                      reference ->
                          reference.systemColumn() == null
                              || table.columns().contains(reference.systemColumn()))
                  .toList();
          add(byTable, name, declared);
        }
      }
    }
    return new PersonColumns(byTable);
  }

  /** Returns the references of a source table. */
  List<Reference> of(String source, String table) {
    return byTable.getOrDefault(source + "." + table, List.of());
  }

  private static void add(
      Map<String, List<Reference>> byTable, String table, Iterable<Reference> references) {
    List<Reference> all = byTable.computeIfAbsent(table, name -> new ArrayList<>());
    references.forEach(
        reference -> {
          if (!all.contains(reference)) {
            all.add(reference);
          }
        });
  }

  private static Set<Reference> references(String sql, String source) {
    Set<Reference> found = new LinkedHashSet<>();
    Matcher matcher = REFERENCE.matcher(sql);
    while (matcher.find()) {
      String system =
          matcher.group(1) == null ? null : matcher.group(1).replace("${source}", source);
      found.add(
          new Reference(
              system,
              matcher.group(2),
              matcher.group(3),
              matcher.group(4).equalsIgnoreCase("patient_id")));
    }
    return found;
  }

  private static Set<String> tables(String sql, SourceDefinition source) {
    Set<String> tables = new LinkedHashSet<>();
    Matcher matcher = READ.matcher(sql);
    while (matcher.find()) {
      if (source.tables().containsKey(matcher.group(1))) {
        tables.add(matcher.group(1));
      }
    }
    return tables;
  }
}
