package org.yunhe.streaming.drift;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yunhe.streaming.drift.Drift.Kind;
import org.yunhe.streaming.landing.ShapeReader.Shape;

/**
 * What has been seen of the columns of one source table, and in what it differs now from what is
 * declared. An image older than the last change of a column says nothing of that column, so that
 * records of an older schema that come late do not undo what is known.
 *
 * @param columns columns by name
 * @param open what differs, by subject
 */
public record TableColumns(Map<String, Seen> columns, Map<String, Drift> open) {

  /**
   * A column.
   *
   * @param first JSON kind of its first value, or empty
   * @param kind JSON kind of its values now, or empty
   * @param present whether images have it
   * @param known whether it belonged to a table that nobody declared when that was first seen
   * @param position position in the source's log of the last change of this
   * @param changedAt commit time of that change in the source, milliseconds UTC, or null
   */
  public record Seen(
      String first, String kind, boolean present, boolean known, String position, Long changedAt) {}

  /**
   * A drift to be told.
   *
   * @param drift the drift
   * @param open whether it begins; else it is over
   * @param position position in the source's log where that showed
   * @param at commit time there, milliseconds UTC, or null
   */
  public record Told(Drift drift, boolean open, String position, Long at) {}

  static TableColumns none() {
    return new TableColumns(new TreeMap<>(), new TreeMap<>());
  }

  /**
   * Takes an image in and returns what is to be told of it.
   *
   * @param shape columns of the image
   * @param declared columns that the source's file declares, or null where it does not name the
   *     table
   */
  List<Told> observe(Shape shape, Set<String> declared) {
    boolean first = columns.isEmpty();
    Set<String> names = new LinkedHashSet<>(shape.kinds().keySet());
    names.addAll(columns.keySet());
    if (declared != null) {
      names.addAll(declared);
    }
    List<Told> told = new ArrayList<>();
    Drift table = declared == null ? drift(Kind.NEW_TABLE, shape, null, null) : null;
    tell(Kind.NEW_TABLE, null, table, shape, told);
    for (String name : names) {
      Seen seen = columns.get(name);
      if (seen != null && shape.position().compareTo(seen.position()) < 0) {
        continue;
      }
      seen = seen(seen, name, shape, first && declared == null);
      columns.put(name, seen);
      boolean expected = declared == null ? seen.known() : declared.contains(name);
      tell(
          Kind.ADDED,
          name,
          seen.present() && !expected ? drift(Kind.ADDED, shape, name, seen) : null,
          shape,
          told);
      tell(
          Kind.DROPPED,
          name,
          !seen.present() && expected ? drift(Kind.DROPPED, shape, name, seen) : null,
          shape,
          told);
      boolean retyped = seen.present() && !seen.kind().equals(seen.first());
      tell(
          Kind.RETYPED, name, retyped ? drift(Kind.RETYPED, shape, name, seen) : null, shape, told);
    }
    return told;
  }

  private static Seen seen(Seen before, String name, Shape shape, boolean known) {
    boolean present = shape.kinds().containsKey(name);
    String kind = shape.kinds().getOrDefault(name, "");
    if (before == null) {
      return new Seen(kind, kind, present, known && present, shape.position(), shape.changedAt());
    }
    String now = kind.isEmpty() ? before.kind() : kind;
    boolean same = present == before.present() && now.equals(before.kind());
    return new Seen(
        before.first().isEmpty() ? now : before.first(),
        now,
        present,
        before.known(),
        same ? before.position() : shape.position(),
        same ? before.changedAt() : shape.changedAt());
  }

  private void tell(Kind kind, String column, Drift wanted, Shape shape, List<Told> told) {
    String subject = kind.code() + "|" + (column == null ? "" : column);
    Drift known = open.get(subject);
    if (wanted != null && known == null) {
      open.put(subject, wanted);
      told.add(new Told(wanted, true, wanted.position(), wanted.since()));
    } else if (wanted == null && known != null) {
      open.remove(subject);
      told.add(new Told(known, false, shape.position(), shape.changedAt()));
    }
  }

  private static Drift drift(Kind kind, Shape shape, String column, Seen seen) {
    boolean typed = kind == Kind.RETYPED || kind == Kind.DROPPED;
    return Drift.of(
        kind,
        shape.source(),
        shape.table(),
        column,
        seen != null && typed ? text(kind == Kind.RETYPED ? seen.first() : seen.kind()) : null,
        seen != null && kind != Kind.DROPPED ? text(seen.kind()) : null,
        shape.position(),
        shape.changedAt());
  }

  private static String text(String kind) {
    return kind.isEmpty() ? null : kind;
  }
}
