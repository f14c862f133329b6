package org.yunhe.jobs.patient360;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.models.identity.ResidentId;
import org.yunhe.models.resource.ModelResources;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;

/** Which person each registration of core belongs to. */
public final class PersonRegistrations {
  private PersonRegistrations() {}

  /** Returns one row for each registration in {@code core.patient} with its {@code person_id}. */
  public static Dataset<Row> read(SparkSession spark, Path secrets) {
    PersonKey key = new PersonKey(Secrets.readOrCreate(secrets.resolve("identity.key")));
    UDF1<String, String> residentId = text -> ResidentId.normalize(text).orElse(null);
    UDF1<String, String> personKey = key::of;
    spark.udf().register("resident_id", residentId, DataTypes.StringType);
    spark.udf().register("person_key", personKey, DataTypes.StringType);
    Map<String, String> registers = registers();
    UDF1<String, String> register = registers::get;
    spark.udf().register("source_register", register, DataTypes.StringType);
    return spark.sql(ModelResources.read("marts/person_registration.sql"));
  }

  /** Of sources that repeat another, or are repeated: the source whose patient numbers it has. */
  private static Map<String, String> registers() {
    Map<String, String> registers = new HashMap<>();
    for (SourceDefinition source : SourceCatalog.load().sources()) {
      if (source.repeats() != null) {
        registers.put(source.source(), source.repeats());
        registers.put(source.repeats(), source.repeats());
      }
    }
    return registers;
  }
}
