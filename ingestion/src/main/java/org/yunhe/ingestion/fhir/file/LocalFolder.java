package org.yunhe.ingestion.fhir.file;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A folder of this machine, or one that is mounted. */
record LocalFolder(Path path) implements FeedFolder {

  @Override
  public List<FeedFile> list() throws IOException {
    List<FeedFile> files = new ArrayList<>();
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean hidden =
                !folder.equals(path) && folder.getFileName().toString().startsWith(".");
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = path.relativize(file).toString().replace(File.separatorChar, '/');
            if (attributes.isRegularFile() && FeedFile.taken(name)) {
              files.add(
                  new FeedFile(name, attributes.size(), attributes.lastModifiedTime().toInstant()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(path)) {
              throw e;
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(FeedFile::name));
    return files;
  }

  @Override
  public InputStream open(FeedFile file) throws IOException {
    return Files.newInputStream(path.resolve(file.name()));
  }

  @Override
  public void report(String name, byte[] report) throws IOException {
    write(path.resolve(REPORTS), name, report);
  }

  @Override
  public boolean there() {
    return Files.isDirectory(path);
  }

  /** Writes the report of the file {@code name} into the folder {@code reports}, whole or not. */
  static void write(Path reports, String name, byte[] report) throws IOException {
    Path target = reports.resolve(name + ".json");
    Files.createDirectories(target.getParent());
    Path draft = Files.createTempFile(target.getParent(), ".", ".tmp");
    Files.write(draft, report);
    Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
  }
}
