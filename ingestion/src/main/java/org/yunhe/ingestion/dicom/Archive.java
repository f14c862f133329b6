package org.yunhe.ingestion.dicom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Lists and objects of an archive: QIDO-RS and the metadata of WADO-RS. */
final class Archive {
  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;

  private final DicomWebClient client;
  private final AttributeFilter filter;
  private final int pageSize;
  private final String fields;

  /**
   * Names an archive.
   *
   * @param fields what a list of studies shall bring besides, as part of a query; empty or ends
   *     with an ampersand
   */
  Archive(DicomWebClient client, AttributeFilter filter, int pageSize, String fields) {
    this.client = client;
    this.filter = filter;
    this.pageSize = pageSize;
    this.fields = fields;
  }

  /** Returns a page of studies; {@code query} is empty or ends with an ampersand. */
  Page studies(String query, int offset) {
    return page(Level.STUDY, "/studies?" + fields + query, offset, pageSize);
  }

  /** Returns whether the archive has a study; a doubtful answer is a yes. */
  boolean has(String study) {
    Page page = page(Level.STUDY, "/studies?StudyInstanceUID=" + study + "&", 0, 1);
    return page.received() > 0 || !page.isComplete();
  }

  /** Returns all series of a study. */
  Page series(String study) {
    return all(Level.SERIES, "/studies/" + study + "/series?");
  }

  /** Returns the metadata of the first instance of a series, if it has one. */
  Page firstInstance(String study, String series) {
    String path = "/studies/" + study + "/series/" + series + "/instances";
    Page first = page(Level.INSTANCE, path + "?", 0, 1);
    if (first.objects().isEmpty()) {
      return first;
    }
    String uid = first.objects().get(0).uid(Level.INSTANCE);
    return list(Level.INSTANCE, path + "/" + uid + "/metadata", 1);
  }

  /** Returns the metadata of all instances of a series. */
  Page instances(String study, String series) {
    String path = "/studies/" + study + "/series/" + series + "/metadata";
    return list(Level.INSTANCE, path, Integer.MAX_VALUE);
  }

  private Page all(Level level, String path) {
    Page all = page(level, path, 0, pageSize);
    int offset = all.received();
    while (all.more() && offset > 0) {
      Page next = page(level, path, offset, pageSize);
      if (next.received() == 0 || all.objects().containsAll(next.objects())) {
        break;
      }
      offset += next.received();
      all = all.and(next);
    }
    return all;
  }

  /** A page that cannot be read at all is halved until what is broken in it stands alone. */
  private Page page(Level level, String path, int offset, int limit) {
    Page page = list(level, path + "limit=" + limit + "&offset=" + offset, limit);
    boolean broken =
        page.received() == 0
            && page.malformed().stream().anyMatch(m -> m.code().equals(Malformed.NOT_JSON));
    if (!broken) {
      return page;
    }
    if (limit == 1) {
      return new Page(List.of(), page.malformed(), 1, true);
    }
    int half = limit / 2;
    return page(level, path, offset, half).and(page(level, path, offset + half, limit - half));
  }

  private Page list(Level level, String request, int limit) {
    Answer answer = client.get(request);
    boolean nothing = answer.status() == NOT_FOUND && level != Level.STUDY;
    if (answer.status() == NO_CONTENT || nothing) {
      return new Page(List.of(), List.of(), 0, false);
    }
    if (answer.status() != OK || !answer.isJson()) {
      String reason = "status " + answer.status() + ": " + DicomJson.shown(answer.body());
      return unusable(level, Malformed.REFUSED, reason, answer);
    }
    try {
      return usable(level, answer, DicomJson.objects(answer.body()), limit);
    } catch (IOException e) {
      String reason = "no DICOM JSON: " + e.getMessage();
      return unusable(level, Malformed.NOT_JSON, reason, answer);
    }
  }

  private static Page unusable(Level level, String code, String reason, Answer answer) {
    Malformed malformed = new Malformed(level, code, reason, answer.request(), answer.body());
    return new Page(List.of(), List.of(malformed), 0, false);
  }

  private Page usable(Level level, Answer answer, ArrayNode nodes, int limit) {
    List<DicomObject> objects = new ArrayList<>();
    List<Malformed> malformed = new ArrayList<>();
    for (JsonNode node : nodes) {
      if (node instanceof ObjectNode object && new DicomObject(object).uid(level) != null) {
        objects.add(filter.apply(new DicomObject(object)));
      } else {
        String reason = "an object of level " + level.text() + " without " + level.uidTag();
        byte[] bytes = DicomJson.bytes(node);
        malformed.add(new Malformed(level, Malformed.NO_UID, reason, answer.request(), bytes));
      }
    }
    boolean more = !nodes.isEmpty() && (nodes.size() >= limit || answer.isCut());
    return new Page(objects, malformed, nodes.size(), more);
  }
}
