package org.yunhe.streaming.drift;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.yunhe.models.source.SourceCatalog;
import org.yunhe.models.source.SourceDefinition;
import org.yunhe.streaming.drift.TableColumns.Told;
import org.yunhe.streaming.landing.ShapeReader.Shape;

/**
 * Compares what is seen of each source table with what {@code sources/<source>.yaml} declares, and
 * tells each difference once: rows of {@code ops.schema_drift}, and an alert beside each.
 */
final class DriftTracker extends KeyedProcessFunction<String, Shape, RowData> {
  private static final long serialVersionUID = 1L;

  private final OutputTag<String> alerts;
  private transient ValueState<TableColumns> columns;
  private transient Map<String, Set<String>> declared;

  DriftTracker(OutputTag<String> alerts) {
    this.alerts = alerts;
  }

  @Override
  public void open(OpenContext context) {
    columns =
        getRuntimeContext().getState(new ValueStateDescriptor<>("columns", TableColumns.class));
    declared = new HashMap<>();
    for (SourceDefinition source : SourceCatalog.load().sources()) {
      source
          .tables()
          .forEach(
              (name, table) ->
                  declared.put(key(source.source(), name), Set.copyOf(table.columns())));
    }
  }

  @Override
  public void processElement(Shape shape, Context context, Collector<RowData> rows)
      throws Exception {
    TableColumns known = columns.value() == null ? TableColumns.none() : columns.value();
    long now = context.timerService().currentProcessingTime();
    for (Told told : known.observe(shape, declared.get(context.getCurrentKey()))) {
      rows.collect(DriftTable.row(told, now));
      context.output(alerts, DriftAlert.of(told, now));
    }
    columns.update(known);
  }

  static String key(String source, String table) {
    return source + "." + table;
  }
}
