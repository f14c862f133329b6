package org.yunhe.jobs.core;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.models.code.CodeCatalog;
import org.yunhe.models.mapping.EncodedText;
import org.yunhe.models.mapping.LocalTime;
import org.yunhe.models.source.SourceDefinition;

/**
 * The functions a mapping may call: {@code code(value set, local code)}, {@code code_attr(value
 * set, local code, column)}, the same as of a day by {@code code_on(value set, local code, day)}
 * and {@code code_attr_on(value set, local code, column, day)}, {@code local_ts(text)}, {@code
 * fhir_ts(text)} and {@code base64_text(text)}.
 */
final class MappingFunctions {
  private final SparkSession spark;
  private final Broadcast<CodeCatalog> codes;

  MappingFunctions(SparkSession spark, Broadcast<CodeCatalog> codes) {
    this.spark = spark;
    this.codes = codes;
  }

  /** Binds the functions to a source: what is analysed from now on uses its lists and clock. */
  void bind(SourceDefinition source) {
    Lookup lookup = new Lookup(codes, source.source(), source.product());
    ZoneId zone = ZoneId.of(source.timezone());
    UDF2<String, String, String> code = (set, local) -> lookup.attribute(set, local, "code");
    UDF3<String, String, String, String> attribute = lookup::attribute;
    UDF3<String, String, String, String> codeOn =
        (set, local, day) -> lookup.attributeOn(set, local, "code", day);
    UDF4<String, String, String, String, String> attributeOn = lookup::attributeOn;
    UDF1<String, String> localTime = text -> LocalTime.toUtc(text, zone);
    UDF1<String, String> decoded = EncodedText::decode;
    UDF1<String, String> fhirTime = text -> LocalTime.ofFhir(text, zone);
    spark.udf().register("code", code, DataTypes.StringType);
    spark.udf().register("code_attr", attribute, DataTypes.StringType);
    spark.udf().register("code_on", codeOn, DataTypes.StringType);
    spark.udf().register("code_attr_on", attributeOn, DataTypes.StringType);
    spark.udf().register("local_ts", localTime, DataTypes.StringType);
    spark.udf().register("fhir_ts", fhirTime, DataTypes.StringType);
    spark.udf().register("base64_text", decoded, DataTypes.StringType);
  }

  private record Lookup(Broadcast<CodeCatalog> codes, String source, String product)
      implements java.io.Serializable {
    String attribute(String valueSet, String local, String column) {
      return codes
          .value()
          .lookup(valueSet, source, product, local)
          .map(entry -> entry.attribute(column))
          .orElse(null);
    }

    String attributeOn(String valueSet, String local, String column, String day) {
      Optional<LocalDate> on = LocalTime.day(day);
      return on.flatMap(date -> codes.value().lookup(valueSet, source, product, local, date))
          .map(entry -> entry.attribute(column))
          .orElse(null);
    }
  }
}
