package org.yunhe.jobs.patient360;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.lakehouse.config.Secrets;
import org.yunhe.models.identity.ResidentId;
import org.yunhe.models.resource.ModelResources;

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
    return spark.sql(ModelResources.read("marts/person_registration.sql"));
  }
}
