package org.yunhe.streaming.landing;

import java.util.Arrays;

/** ASCII text that grows: a StringBuilder for what is written as bytes in the end. */
final class ByteText {
  private byte[] bytes;
  private int length;

  ByteText(int capacity) {
    bytes = new byte[capacity];
  }

  boolean isEmpty() {
    return length == 0;
  }

  void append(byte value) {
    repeat(value, 1);
  }

  void repeat(byte value, int times) {
    int count = Math.max(0, times);
    reserve(count);
    Arrays.fill(bytes, length, length + count, value);
    length += count;
  }

  void append(byte[] source, int from, int to) {
    reserve(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}
