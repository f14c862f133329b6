package org.yunhe.models.resource;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** The model files on the class path, whether they lie in a folder or in a jar. */
public final class ModelResources {
  private ModelResources() {}

  /** Returns the paths below {@code folder} that end with {@code suffix}, sorted. */
  public static List<String> list(String folder, String suffix) {
    TreeSet<String> found = new TreeSet<>();
    try {
      Enumeration<URL> roots = loader().getResources(folder);
      while (roots.hasMoreElements()) {
        collect(roots.nextElement(), folder, suffix, found);
      }
    } catch (IOException | URISyntaxException e) {
      throw unreadable(folder, e);
    }
    return new ArrayList<>(found);
  }

  /** Returns the text of one file, UTF-8. */
  public static String read(String path) {
    try (InputStream in = loader().getResourceAsStream(path)) {
      if (in == null) {
        throw new YunheException(
            ErrorCode.BAD_MODEL, path + " is not there", "add the file below src/main/resources");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static void collect(URL root, String folder, String suffix, TreeSet<String> found)
      throws IOException, URISyntaxException {
    if (root.getProtocol().equals("jar")) {
      JarURLConnection connection = (JarURLConnection) root.openConnection();
      connection.setUseCaches(false);
      try (JarFile jar = connection.getJarFile()) {
        jar.stream()
            .filter(entry -> !entry.isDirectory())
            .map(JarEntry::getName)
            .filter(name -> name.startsWith(folder + "/") && name.endsWith(suffix))
            .forEach(found::add);
      }
      return;
    }
    Path base = Path.of(URI.create(root.toString()));
    try (Stream<Path> files = Files.walk(base)) {
      files
          .filter(Files::isRegularFile)
          .map(file -> folder + "/" + base.relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(suffix))
          .forEach(found::add);
    }
  }

  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : ModelResources.class.getClassLoader();
  }

  private static YunheException unreadable(String path, Exception cause) {
    return new YunheException(
        ErrorCode.BAD_MODEL, path + " cannot be read: " + cause, "check the class path", cause);
  }
}
