package org.yunhe.lakehouse.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.yunhe.models.contract.ColumnContract;
import org.yunhe.models.contract.ColumnType;
import org.yunhe.models.contract.TableContract;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** A contract as Iceberg schema, partition spec and sort order. */
final class ContractSchema {
  private static final Pattern TRANSFORM = Pattern.compile("(\\w+)\\((?:(\\d+),\\s*)?(\\w+)\\)");

  private ContractSchema() {}

  static Schema schema(TableContract table) {
    List<Types.NestedField> fields = new ArrayList<>();
    Set<Integer> identifiers = new HashSet<>();
    int nextNested = table.columns().size() + 1;
    for (ColumnContract column : table.columns()) {
      int id = fields.size() + 1;
      Type type = type(column.type(), nextNested++);
      fields.add(
          column.required()
              ? Types.NestedField.required(id, column.name(), type, column.comment())
              : Types.NestedField.optional(id, column.name(), type, column.comment()));
      if (column.primaryKeyPosition() > 0) {
        identifiers.add(id);
      }
    }
    return new Schema(fields, identifiers);
  }

  static Type type(ColumnType type, int elementId) {
    return switch (type.kind()) {
      case STRING -> Types.StringType.get();
      case INT -> Types.IntegerType.get();
      case LONG -> Types.LongType.get();
      case DOUBLE -> Types.DoubleType.get();
      case BOOLEAN -> Types.BooleanType.get();
      case DATE -> Types.DateType.get();
      case TIMESTAMPTZ -> Types.TimestampType.withZone();
      case DECIMAL -> Types.DecimalType.of(type.precision(), type.scale());
      case STRING_ARRAY -> Types.ListType.ofRequired(elementId, Types.StringType.get());
    };
  }

  static PartitionSpec partitionSpec(TableContract table, Schema schema) {
    PartitionSpec.Builder builder = PartitionSpec.builderFor(schema);
    for (String part : table.partitioning()) {
      Matcher transform = TRANSFORM.matcher(part);
      if (!transform.matches()) {
        builder.identity(part);
        continue;
      }
      String column = transform.group(3);
      switch (transform.group(1)) {
        case "day" -> builder.day(column);
        case "month" -> builder.month(column);
        case "bucket" -> builder.bucket(column, Integer.parseInt(transform.group(2)));
        default ->
            throw new YunheException(
                ErrorCode.BAD_MODEL,
                table.file() + ": partitioning '" + part + "' is not known",
                "use a column, day(c), month(c) or bucket(n, c)");
      }
    }
    return builder.build();
  }

  static SortOrder sortOrder(TableContract table, Schema schema) {
    SortOrder.Builder builder = SortOrder.builderFor(schema);
    table.sortOrder().forEach(builder::asc);
    return builder.build();
  }
}
