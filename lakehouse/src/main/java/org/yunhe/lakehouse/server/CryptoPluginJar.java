package org.yunhe.lakehouse.server;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Puts the plugin that reads encrypted columns into Trino's plugin folder: a jar of the few
 * packages it needs, and the jar of the cipher.
 */
final class CryptoPluginJar {
  private static final List<String> PARTS =
      List.of(
          "org/yunhe/lakehouse/crypto/",
          "org/yunhe/lakehouse/trino/crypto/",
          "org/yunhe/lakehouse/config/",
          "org/yunhe/models/error/",
          "META-INF/services/org.yunhe.lakehouse.crypto.KeyServiceProvider",
          "META-INF/services/io.trino.spi.Plugin");

  private final EngineClasspath classpath;

  CryptoPluginJar(EngineClasspath classpath) {
    this.classpath = classpath;
  }

  void install(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path cipher = classpath.jar("lakehouse", "bcprov-");
    Files.copy(cipher, folder.resolve(cipher.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    try (OutputStream file = Files.newOutputStream(folder.resolve("yunhe-crypto.jar"));
        JarOutputStream jar = new JarOutputStream(file)) {
      for (String entry : classpath.runtime("lakehouse").split(File.pathSeparator, -1)) {
        Path path = Path.of(entry);
        if (Files.isDirectory(path)) {
          add(jar, path);
        } else if (path.getFileName().toString().startsWith("yunhe-")) {
          try (FileSystem archive = FileSystems.newFileSystem(path)) {
            add(jar, archive.getPath("/"));
          }
        }
      }
    }
  }

  private static void add(JarOutputStream jar, Path root) throws IOException {
    for (String part : PARTS) {
      Path place = root.resolve(part);
      if (Files.exists(place)) {
        try (Stream<Path> files = Files.walk(place)) {
          for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
            jar.putNextEntry(
                new ZipEntry(root.relativize(file).toString().replace(File.separatorChar, '/')));
            Files.copy(file, jar);
            jar.closeEntry();
          }
        }
      }
    }
  }
}
