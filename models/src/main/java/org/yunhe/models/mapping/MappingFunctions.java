package org.yunhe.models.mapping;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.code.CodeEntry;
import org.yunhe.models.expression.FunctionRegistry;
import org.yunhe.models.source.SourceDefinition;

/**
 * The functions a mapping may call beside the standard ones: {@code code(value set, local code)},
 * {@code code_attr(value set, local code, column)}, the same as of a day by {@code code_on(value
 * set, local code, day)} and {@code code_attr_on(value set, local code, column, day)}, and {@code
 * local_ts(text)} and {@code fhir_ts(text)}, bound to a source.
 */
final class MappingFunctions {
  private MappingFunctions() {}

  static FunctionRegistry of(SourceDefinition source, CodeCatalog codes) {
    ZoneId zone = ZoneId.of(source.timezone());
    return FunctionRegistry.standard()
        .with("code", 2, a -> attribute(codes, source, a[0], a[1], "code"))
        .with("code_attr", 3, a -> attribute(codes, source, a[0], a[1], (String) a[2]))
        .with("code_on", 3, a -> attributeOn(codes, source, a[0], a[1], "code", a[2]))
        .with("code_attr_on", 4, a -> attributeOn(codes, source, a[0], a[1], (String) a[2], a[3]))
        .withText("local_ts", 1, a -> LocalTime.toUtc((String) a[0], zone))
        .withText("fhir_ts", 1, a -> LocalTime.ofFhir((String) a[0], zone))
        .withText("base64_text", 1, a -> EncodedText.decode((String) a[0]));
  }

  private static Object attribute(
      CodeCatalog codes, SourceDefinition source, Object valueSet, Object local, String column) {
    return codes
        .lookup((String) valueSet, source.source(), source.product(), (String) local)
        .map(entry -> entry.attribute(column))
        .orElse(null);
  }

  private static Object attributeOn(
      CodeCatalog codes,
      SourceDefinition source,
      Object valueSet,
      Object local,
      String column,
      Object day) {
    Optional<LocalDate> on = LocalTime.day((String) day);
    Optional<CodeEntry> entry =
        on.flatMap(
            date ->
                codes.lookup(
                    (String) valueSet, source.source(), source.product(), (String) local, date));
    return entry.map(found -> found.attribute(column)).orElse(null);
  }
}
