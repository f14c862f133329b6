package org.yunhe.ingestion.simulator.dicom;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The resources of DICOMweb that the archive serves: QIDO-RS, and the metadata of WADO-RS. */
final class DicomWeb {
  private final Worklist worklist;
  private final long seed;

  DicomWeb(Worklist worklist, long seed) {
    this.worklist = worklist;
    this.seed = seed;
  }

  /** Returns the objects at a path below the root, or nothing where there is no such resource. */
  Optional<List<ObjectNode>> get(String path, String parameters) {
    String[] names = path.split("/", -1);
    Query query = Query.of(parameters);
    if (!names[0].equals("studies")) {
      return Optional.empty();
    }
    if (names.length == 1) {
      return Optional.of(studies(query));
    }
    return study(names[1]).flatMap(study -> below(study, names, query));
  }

  private List<ObjectNode> studies(Query query) {
    return query.page(worklist.made().stream().filter(made -> query.matches(made, seed))).stream()
        .map(made -> new ImagedStudy(seed, made).study())
        .toList();
  }

  private Optional<ImagedStudy> study(String uid) {
    return worklist.made().stream()
        .filter(made -> ImagedStudy.uid(seed, made).equals(uid))
        .findFirst()
        .map(made -> new ImagedStudy(seed, made));
  }

  private Optional<List<ObjectNode>> below(ImagedStudy study, String[] names, Query query) {
    String rest = String.join("/", List.of(names).subList(2, names.length));
    if (rest.equals("series")) {
      return Optional.of(query.page(study.series().stream()));
    }
    if (names.length < 5) {
      return Optional.empty();
    }
    List<ObjectNode> instances = study.instances(names[3]);
    return switch (names[4]) {
      case "metadata" -> Optional.of(instances);
      case "instances" -> Optional.of(instances(instances, names, query));
      default -> Optional.empty();
    };
  }

  private static List<ObjectNode> instances(
      List<ObjectNode> instances, String[] names, Query query) {
    if (names.length == 5) {
      return query.page(instances.stream());
    }
    return instances.stream()
        .filter(one -> one.path("00080018").path("Value").path(0).asText().equals(names[5]))
        .toList();
  }
}
