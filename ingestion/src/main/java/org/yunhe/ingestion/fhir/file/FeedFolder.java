package org.yunhe.ingestion.fhir.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Where files are dropped: a folder of this machine, or another store that lists and opens. */
interface FeedFolder {
  /** Returns the files that the feed takes, by name. */
  List<FeedFile> list() throws IOException;

  /** Opens a file's bytes. */
  InputStream open(FeedFile file) throws IOException;
}
