package org.yunhe.ingestion.fhir.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Where files are dropped: a folder of this machine, or an object store that lists and opens. */
interface FeedFolder extends AutoCloseable {
  /** Where the reports lie below the folder. */
  String REPORTS = ".yunhe-reports/";

  /** Returns the files that the feed takes, by name. */
  List<FeedFile> list() throws IOException;

  /** Opens a file's bytes; throws {@link java.nio.file.NoSuchFileException} where it is gone. */
  InputStream open(FeedFile file) throws IOException;

  /** Writes the report of the file {@code name} below {@link #REPORTS}. */
  void report(String name, byte[] report) throws IOException;

  /** Returns whether a report can be written: a folder that is not mounted must not be made. */
  boolean there();

  @Override
  default void close() {}
}
