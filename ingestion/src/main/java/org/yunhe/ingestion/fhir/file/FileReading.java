package org.yunhe.ingestion.fhir.file;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.yunhe.ingestion.fhir.ByteLines;

/** One file while it is read: its items one after another, with a look at what comes next. */
final class FileReading implements AutoCloseable {
  /** What is longer does not fit into a record of Kafka. */
  private static final int LONGEST_LINE = 16 << 20;

  private static final int LONGEST_DOCUMENT = 256 << 20;
  private static final int KEPT_OF_TOO_LONG = 1 << 20;

  private final FeedFile file;
  private final FeedTexts texts;
  private final MessageDigest digest = sha256();
  private final InputStream raw;
  private ByteLines lines;
  private final Queue<FeedItem> items = new ArrayDeque<>();
  private final Instant started = Instant.now();
  private boolean ended;
  private long taken;

  FileReading(FeedFolder folder, FeedFile file, String source) throws IOException {
    this.file = file;
    this.texts = new FeedTexts(source, file);
    this.raw = new DigestInputStream(folder.open(file), digest);
  }

  FeedFile file() {
    return file;
  }

  Instant started() {
    return started;
  }

  /** Returns the next item, or null after the last one. */
  FeedItem next() throws IOException {
    fill();
    FeedItem item = items.poll();
    if (item != null) {
      taken++;
    }
    return item;
  }

  /** Whether nothing comes any more. */
  boolean finished() throws IOException {
    fill();
    return items.isEmpty();
  }

  /** How many items were returned. */
  long taken() {
    return taken;
  }

  /** SHA-256 of the file; known once it is finished. */
  String hash() throws IOException {
    raw.transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(digest.digest());
  }

  private void fill() throws IOException {
    while (items.isEmpty() && !ended) {
      try {
        read();
      } catch (ZipException | EOFException e) {
        ended = true;
        items.add(texts.broken(String.valueOf(e.getMessage()), lines == null ? 1 : lines.number()));
      }
    }
  }

  private void read() throws IOException {
    if (!file.lines()) {
      ended = true;
      items.addAll(document(unpacked()));
      return;
    }
    if (lines == null) {
      lines = new ByteLines(unpacked(), LONGEST_LINE);
    }
    byte[] line = lines.next();
    ended = line == null;
    if (!ended && line.length > 0) {
      items.addAll(
          lines.cut()
              ? texts.tooLong(Arrays.copyOf(line, KEPT_OF_TOO_LONG), lines.number())
              : texts.read(line, lines.number()));
    }
  }

  private InputStream unpacked() throws IOException {
    return file.packed() ? new GZIPInputStream(raw, 1 << 16) : raw;
  }

  private List<FeedItem> document(InputStream in) throws IOException {
    byte[] text = in.readNBytes(LONGEST_DOCUMENT + 1);
    return text.length > LONGEST_DOCUMENT
        ? texts.tooLong(Arrays.copyOf(text, KEPT_OF_TOO_LONG), 1)
        : texts.read(text, 1);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }
}
