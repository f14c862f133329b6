package org.yunhe.ingestion.simulator.fhir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folders that hold hospitals' resources, each with a note of how it was made. */
final class FhirFolders {
  /** File with the parameters that the resources follow from. */
  static final String NOTE = "made-by.txt";

  private FhirFolders() {}

  /** Whether the folder was made completely with the parameters of {@code note}. */
  static boolean holds(Path folder, String note) throws IOException {
    Path file = folder.resolve(NOTE);
    return Files.exists(file) && Files.readString(file).equals(note);
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> all;
      try (Stream<Path> files = Files.walk(folder)) {
        all = files.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : all) {
        Files.delete(file);
      }
    }
  }
}
