package org.yunhe.models.mapping;

import java.time.ZoneId;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.expression.FunctionRegistry;
import org.yunhe.models.source.SourceDefinition;

/**
 * The functions a mapping may call beside the standard ones: {@code code(value set, local code)},
 * {@code code_attr(value set, local code, column)} and {@code local_ts(text)}, bound to a source.
 */
final class MappingFunctions {
  private MappingFunctions() {}

  static FunctionRegistry of(SourceDefinition source, CodeCatalog codes) {
    ZoneId zone = ZoneId.of(source.timezone());
    return FunctionRegistry.standard()
        .with("code", 2, a -> attribute(codes, source, a[0], a[1], "code"))
        .with("code_attr", 3, a -> attribute(codes, source, a[0], a[1], (String) a[2]))
        .withText("local_ts", 1, a -> LocalTime.toUtc((String) a[0], zone));
  }

  private static Object attribute(
      CodeCatalog codes, SourceDefinition source, Object valueSet, Object local, String column) {
    return codes
        .lookup((String) valueSet, source.source(), source.product(), (String) local)
        .map(entry -> entry.attribute(column))
        .orElse(null);
  }
}
