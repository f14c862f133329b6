package org.yunhe.jobs.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.catalog.functions.ScalarFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;
import org.yunhe.lakehouse.crypto.ValueOpener;

/** Decrypts the values of one column; a value that is not encrypted stays. */
final class OpenValue implements ScalarFunction<UTF8String>, Serializable {
  private static final long serialVersionUID = 1L;

  private final ValueOpener opener;
  private final String column;
  private final byte[] context;

  OpenValue(ValueOpener opener, String column) {
    this.opener = opener;
    this.column = column;
    this.context = column.getBytes(UTF_8);
  }

  @Override
  public DataType[] inputTypes() {
    return new DataType[] {DataTypes.StringType};
  }

  @Override
  public DataType resultType() {
    return DataTypes.StringType;
  }

  @Override
  public String name() {
    return "open";
  }

  @Override
  public String canonicalName() {
    return "yunhe.open(" + column + ")";
  }

  @Override
  public UTF8String produceResult(InternalRow input) {
    return input.isNullAt(0)
        ? null
        : UTF8String.fromBytes(opener.open(input.getUTF8String(0).getBytes(), context));
  }
}
