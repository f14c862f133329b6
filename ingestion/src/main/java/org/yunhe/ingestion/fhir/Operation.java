package org.yunhe.ingestion.fhir;

/** What happened to a resource, with its letter in the envelope. */
public enum Operation {
  /** Read in a first load. */
  READ("r"),
  /** Made. */
  CREATE("c"),
  /** Made or changed, where the two cannot be told apart. */
  UPDATE("u"),
  /** Deleted. */
  DELETE("d");

  private final String letter;

  Operation(String letter) {
    this.letter = letter;
  }

  /** Returns the value of {@code op}. */
  public String letter() {
    return letter;
  }
}
