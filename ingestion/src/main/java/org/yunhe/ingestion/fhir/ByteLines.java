package org.yunhe.ingestion.fhir;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Lines of a stream as bytes, numbered from 1; a line's end is no part of it. */
public final class ByteLines {
  private static final int CHUNK = 1 << 18;

  private final InputStream in;
  private final int longest;
  private byte[] buffer = new byte[CHUNK];
  private int start;
  private int end;
  private boolean ended;
  private long number;
  private boolean cut;

  /** Reads lines of at most {@code longest} bytes; what goes beyond that is skipped. */
  public ByteLines(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Returns the next line, or null after the last one. */
  public byte[] next() throws IOException {
    cut = false;
    int from = start;
    while (true) {
      int at = find(from);
      if (at >= 0) {
        return line(at, at + 1);
      }
      from = end;
      if (ended) {
        return start == end ? null : line(end, end);
      }
      if (end - start > longest) {
        return skipRest();
      }
      from -= start;
      fill();
      from += start;
    }
  }

  /** The number of the line that was returned last. */
  public long number() {
    return number;
  }

  /** Whether the line that was returned last was longer than allowed. */
  public boolean cut() {
    return cut;
  }

  private int find(int from) {
    for (int i = from; i < end; i++) {
      if (buffer[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private byte[] line(int to, int next) {
    int last = to > start && buffer[to - 1] == '\r' ? to - 1 : to;
    byte[] line = Arrays.copyOfRange(buffer, start, last);
    start = next;
    number++;
    return line;
  }

  private byte[] skipRest() throws IOException {
    byte[] line = Arrays.copyOfRange(buffer, start, start + longest);
    int at = -1;
    while (at < 0 && !ended) {
      start = end;
      fill();
      at = find(start);
    }
    start = at < 0 ? end : at + 1;
    number++;
    cut = true;
    return line;
  }

  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, end, buffer.length - end);
    if (read < 0) {
      ended = true;
    } else {
      end += read;
    }
  }
}
