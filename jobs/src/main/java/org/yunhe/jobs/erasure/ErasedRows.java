package org.yunhe.jobs.erasure;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF4;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.jobs.spark.Lake;
import org.yunhe.models.identity.ResidentId;

/**
 * Tells which source rows belong to somebody who was erased: core leaves them out by the rule
 * {@link #RULE}.
 */
public final class ErasedRows {
  /** Rule that such a row is filtered by, in {@code ops.reconciliation}. */
  public static final String RULE = "erased";

  /** Table of the hashes. */
  static final String TABLE = "ops.erased_key";

  static final String PATIENT = "patient";
  static final String ENCOUNTER = "encounter";
  static final String RESIDENT = "resident";
  static final String ROW = "row";

  private final UserDefinedFunction isErased;

  private ErasedRows(UserDefinedFunction isErased) {
    this.isErased = isErased;
  }

  /** Reads the list of what was erased. */
  public static ErasedRows read(Lake lake, Path secrets) {
    Set<String> hashes = new HashSet<>();
    lake.read(TABLE)
        .select("key_hash")
        .collectAsList()
        .forEach(row -> hashes.add(row.getString(0)));
    if (hashes.isEmpty()) {
      return new ErasedRows(null);
    }
    UDF4<String, String, String, String, Boolean> judge = new Judge(ErasureKey.of(secrets), hashes);
    return new ErasedRows(udf(judge, DataTypes.BooleanType));
  }

  /**
   * Returns the rule that leaves a mapped row out, null where none does.
   *
   * @param source source of the rows
   * @param skip what the mapping itself says
   * @param given columns that the mapping gives
   */
  public Column rule(String source, Column skip, Set<String> given) {
    if (isErased == null) {
      return skip;
    }
    Column row = concat_ws("|", lit(source), col("_source_table"), col("_source_key"));
    return when(
            isErased.apply(
                text("patient_id", given),
                text("encounter_id", given),
                text("id_number", given),
                row),
            RULE)
        .otherwise(skip);
  }

  private static Column text(String column, Set<String> given) {
    return (given.contains(column) ? col(column) : lit(null)).cast(DataTypes.StringType);
  }

  private record Judge(ErasureKey key, Set<String> hashes)
      implements UDF4<String, String, String, String, Boolean> {
    @Override
    public Boolean call(String patient, String encounter, String idNumber, String row) {
      return holds(PATIENT, patient)
          || holds(ENCOUNTER, encounter)
          || holds(ROW, row)
          || ResidentId.normalize(idNumber).filter(id -> holds(RESIDENT, id)).isPresent();
    }

    private boolean holds(String kind, String identifier) {
      return identifier != null && hashes.contains(key.hash(kind, identifier));
    }
  }
}
