package org.yunhe.jobs.core;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.trim;
import static org.apache.spark.sql.functions.when;

import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.mapping.ColumnValue;

/**
 * Turns what a mapping gives for one column into the type of its contract, and finds the faults.
 */
final class ColumnParser {

  private final ColumnContract contract;
  private final DataType given;
  private final DataType wanted;

  ColumnParser(ColumnContract contract, DataType given) {
    this.contract = contract;
    this.given = given;
    this.wanted = DataType.fromDDL(contract.type().sql());
  }

  /** Returns the value in the contract's type; null where it cannot be read. */
  Column parse(Column raw) {
    if (given.sameType(wanted)) {
      return raw;
    }
    return given.equals(DataTypes.StringType) ? parseText(raw) : raw.try_cast(wanted);
  }

  /** Returns a fault (code, column, text) or null, where a value of this column can be at fault. */
  Optional<Column> fault(Column raw, Column parsed) {
    Column fault = null;
    if (!given.sameType(wanted)) {
      fault =
          when(
              isPresent(raw).and(parsed.isNull()),
              entry(
                  ColumnValue.CAST,
                  concat(
                      lit(contract.name() + ": '"),
                      substring(raw.cast("string"), 1, ColumnValue.SHOWN_LENGTH),
                      lit("' is not a " + contract.type().sql()))));
    }
    if (contract.required()) {
      Column missing = entry(ColumnValue.REQUIRED, lit(contract.name() + " is missing"));
      Column absent = isPresent(raw).unary_$bang();
      fault = fault == null ? when(absent, missing) : fault.when(absent, missing);
    }
    return Optional.ofNullable(fault);
  }

  private Column parseText(Column raw) {
    ColumnType.Kind kind = contract.type().kind();
    return switch (kind) {
      case DATE ->
          when(
              raw.rlike(ColumnValue.DATE),
              substring(trim(raw), 1, ColumnValue.DATE_LENGTH).try_cast(wanted));
      case TIMESTAMPTZ -> when(raw.rlike(ColumnValue.TIME), raw.try_cast(wanted));
      case DOUBLE, DECIMAL -> when(raw.rlike(ColumnValue.NUMBER), raw.try_cast(wanted));
      default -> raw.try_cast(wanted);
    };
  }

  private Column isPresent(Column raw) {
    return given.equals(DataTypes.StringType)
        ? coalesce(length(trim(raw)).gt(0), lit(false))
        : raw.isNotNull();
  }

  private Column entry(String code, Column reason) {
    return struct(lit(code).as("code"), lit(contract.name()).as("column"), reason.as("reason"));
  }
}
