package org.yunhe.jobs.fhir;

import java.util.Iterator;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Numbers the rows of each resource, which follow one another, from 1 in an added last column. */
final class RowNumbers implements MapPartitionsFunction<Row, Row> {
  private static final long serialVersionUID = 1L;

  private final int carrier;

  RowNumbers(int carrier) {
    this.carrier = carrier;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> rows) {
    return new Iterator<>() {
      private String resource;
      private int number;

      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Row next() {
        Row row = rows.next();
        String next = row.getString(carrier);
        number = next.equals(resource) ? number + 1 : 1;
        resource = next;
        Object[] values = new Object[row.size() + 1];
        for (int i = 0; i < row.size(); i++) {
          values[i] = row.get(i);
        }
        values[row.size()] = number;
        return RowFactory.create(values);
      }
    };
  }
}
