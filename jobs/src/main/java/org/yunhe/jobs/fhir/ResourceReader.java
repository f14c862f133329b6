package org.yunhe.jobs.fhir;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.hl7.fhir.r4.model.Resource;

/**
 * Reads rows of (carrier, JSON) into resources. The carrier, which says where the resource came
 * from, travels in {@code implicitRules}: a view has no other way to let a value pass. Resources
 * that cannot be read are counted and left out.
 */
final class ResourceReader implements MapPartitionsFunction<Row, Resource> {
  static final String CARRIER = "implicitRules";

  private static final long serialVersionUID = 1L;

  private final String type;
  private final LongAccumulator unreadable;

  ResourceReader(String type, LongAccumulator unreadable) {
    this.type = type;
    this.unreadable = unreadable;
  }

  @Override
  public Iterator<Resource> call(Iterator<Row> rows) {
    return new Resources(rows, new ResourceParser(type), unreadable);
  }

  private static final class Resources implements Iterator<Resource> {
    private final Iterator<Row> rows;
    private final ResourceParser parser;
    private final LongAccumulator unreadable;
    private Resource following;

    Resources(Iterator<Row> rows, ResourceParser parser, LongAccumulator unreadable) {
      this.rows = rows;
      this.parser = parser;
      this.unreadable = unreadable;
    }

    @Override
    public boolean hasNext() {
      while (following == null && rows.hasNext()) {
        Row row = rows.next();
        try {
          following = parser.parse(row.getString(1));
          following.setImplicitRules(row.getString(0));
        } catch (RuntimeException | StackOverflowError e) {
          unreadable.add(1);
        }
      }
      return following != null;
    }

    @Override
    public Resource next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Resource resource = following;
      following = null;
      return resource;
    }
  }
}
