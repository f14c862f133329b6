package org.yunhe.ingestion.dicom;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads one study to its depth and finds what of it is new, changed or gone. */
final class StudyReader {
  private static final String DOSE_REPORT = "SR";
  private static final String CONTENT = "0040A730";
  private static final String TEMPLATE = "0040A504";
  private static final String MODALITY = "00080060";

  private final Archive archive;
  private final List<String> seriesTags;
  private final boolean instances;

  /**
   * Creates a reader.
   *
   * @param seriesTags attributes that a series record keeps
   * @param instances whether instances are written too
   */
  StudyReader(Archive archive, List<String> seriesTags, boolean instances) {
    this.archive = archive;
    this.seriesTags = seriesTags;
    this.instances = instances;
  }

  /** Returns what changed since {@code before}, which is null for a new study. */
  Reading read(DicomObject study, Known before) {
    return new Work(study, before).read();
  }

  /** Returns the end of a study that is gone. */
  static Reading gone(String study, Known before) {
    List<Change> changes = new ArrayList<>();
    changes.add(new Change(new Change.Uid(study, null, null), true, null));
    for (String part : before.parts().keySet()) {
      changes.add(new Change(Change.Uid.of(study, part), true, null));
    }
    return new Reading(study, changes, null, List.of());
  }

  /** The reading of one study. */
  private final class Work {
    private final DicomObject study;
    private final String uid;
    private final Map<String, String> former;
    private final Map<String, String> parts = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();
    private final List<Malformed> malformed = new ArrayList<>();

    Work(DicomObject study, Known before) {
      this.study = study;
      this.uid = study.uid(Level.STUDY);
      this.former = before == null ? Map.of() : before.parts();
      changes.add(new Change(new Change.Uid(uid, null, null), before != null, study));
    }

    Reading read() {
      Page all = archive.series(uid);
      malformed.addAll(all.malformed());
      if (all.received() == 0) {
        return new Reading(uid, List.of(), null, malformed);
      }
      all.objects().forEach(this::series);
      if (all.isComplete()) {
        former.keySet().stream().filter(part -> !parts.containsKey(part)).forEach(this::gone);
      } else {
        former.forEach(parts::putIfAbsent);
      }
      String date = study.text(Tag.STUDY_DATE);
      Known known = new Known(date == null ? "" : date, DicomJson.fingerprint(study), parts);
      return new Reading(uid, changes, known, malformed);
    }

    private void gone(String part) {
      changes.add(new Change(Change.Uid.of(uid, part), true, null));
    }

    private void series(DicomObject listed) {
      DicomObject series = listed.with(study.only(Tag.LINKS)).only(seriesTags);
      Change.Uid place = new Change.Uid(uid, listed.uid(Level.SERIES), null);
      String fingerprint = DicomJson.fingerprint(series);
      if (fingerprint.equals(former.get(place.part()))) {
        former.forEach((part, known) -> keep(place, part, known));
        return;
      }
      parts.put(place.part(), fingerprint);
      Page found =
          instances
              ? archive.instances(uid, place.series())
              : archive.firstInstance(uid, place.series());
      malformed.addAll(found.malformed());
      DicomObject whole =
          found.objects().isEmpty() ? series : described(found.objects().get(0)).with(series);
      changes.add(new Change(place, former.containsKey(place.part()), whole));
      if (instances) {
        found.objects().forEach(instance -> instance(place, instance));
      }
    }

    private void keep(Change.Uid series, String part, String known) {
      if (part.equals(series.part()) || part.startsWith(series.part() + "/")) {
        parts.put(part, known);
      }
    }

    private void instance(Change.Uid series, DicomObject instance) {
      String name = instance.uid(Level.INSTANCE);
      Change.Uid place = new Change.Uid(uid, series.series(), name);
      String fingerprint = DicomJson.fingerprint(instance);
      parts.put(place.part(), fingerprint);
      if (!fingerprint.equals(former.get(place.part()))) {
        changes.add(new Change(place, former.containsKey(place.part()), instance));
      }
    }

    /** The content of a report is kept where it is a report of doses, and of no other. */
    private DicomObject described(DicomObject instance) {
      DicomObject kept = instance.only(seriesTags);
      boolean dose =
          DOSE_REPORT.equals(instance.text(MODALITY))
              && instance.json().path(CONTENT).toString().contains("\"1138");
      if (!dose) {
        kept.json().remove(List.of(CONTENT, TEMPLATE));
      }
      return kept;
    }
  }
}
