package org.yunhe.jobs.release;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.yunhe.lakehouse.config.Secrets;

/** The keys that persons have in releases of which the secret is still there. */
public final class Pseudonyms {
  private Pseudonyms() {}

  /** Returns the keys of {@code persons} in every version of every release. */
  public static Set<String> of(Path secrets, Collection<String> persons) {
    Set<String> keys = new TreeSet<>();
    if (!Files.isDirectory(secrets)) {
      return keys;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(secrets, "release-*.key")) {
      for (Path file : files) {
        ReleaseKeys release = new ReleaseKeys(Secrets.read(file), 0);
        persons.forEach(person -> keys.add(release.pseudonym(person)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys;
  }
}
