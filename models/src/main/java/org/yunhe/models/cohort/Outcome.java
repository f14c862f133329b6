package org.yunhe.models.cohort;

import java.io.Serializable;
import java.util.List;

/**
 * What is followed from index on, as stages in their order.
 *
 * @param name name, such as nephropathy
 * @param nameEn name in English
 * @param nameZh name in Chinese
 * @param stages the stages, the mildest first
 */
public record Outcome(String name, String nameEn, String nameZh, List<Stage> stages)
    implements Serializable {

  /**
   * One stage.
   *
   * @param name name, such as microalbuminuria
   * @param any ways to reach it
   */
  public record Stage(String name, List<EntryPath> any) implements Serializable {}
}
