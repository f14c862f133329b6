package org.yunhe.models.resource;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Supplier;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/**
 * A folder of model files laid over those on the class path: a file in it stands for the bundled
 * one of the same path, such as {@code tables/core/patient.odcs.yaml}.
 */
public final class ModelOverlay extends ClassLoader {
  private final Path folder;

  private ModelOverlay(Path folder, ClassLoader below) {
    super(below);
    this.folder = folder;
  }

  /** Returns what {@code reading} gives while {@code folder} lies over the class path. */
  public static <T> T over(Path folder, Supplier<T> reading) {
    if (!Files.isDirectory(folder)) {
      throw new YunheException(
          ErrorCode.FILE_ACCESS, folder + " is no folder", "name a folder of model files");
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(new ModelOverlay(folder, before));
    try {
      return reading.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own != null ? own : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    List<URL> all = new ArrayList<>();
    URL own = findResource(name);
    if (own != null) {
      all.add(own);
    }
    all.addAll(Collections.list(getParent().getResources(name)));
    return Collections.enumeration(all);
  }

  @Override
  protected URL findResource(String name) {
    Path file = folder.resolve(name);
    try {
      return Files.exists(file) ? file.toUri().toURL() : null;
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
