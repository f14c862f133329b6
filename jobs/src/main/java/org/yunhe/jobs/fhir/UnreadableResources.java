package org.yunhe.jobs.fhir;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Of rows of (carrier, JSON), those that cannot be read: (carrier, reason). */
final class UnreadableResources implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final String type;

  UnreadableResources(String type) {
    this.type = type;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    ResourceParser parser = new ResourceParser(type);
    List<Row> found = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      try {
        parser.parse(row.getString(1));
      } catch (RuntimeException | StackOverflowError e) {
        found.add(RowFactory.create(row.getString(0), ResourceParser.reason(e)));
      }
    }
    return found.iterator();
  }
}
