package org.yunhe.models.check;

import java.util.List;
import org.yunhe.models.resource.ModelResources;

/** Finds the line of something that was read without its place. */
final class Places {
  private Places() {}

  /** Returns file and line of the first line that begins with {@code start}; line 1 without one. */
  static String of(String file, String start) {
    List<String> lines = ModelResources.read(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return file + ":" + (i + 1);
      }
    }
    return file + ":1";
  }
}
