package org.yunhe.models.error;

/** Every error Yunhe reports, with its code and who can mend it; docs/errors.md explains each. */
public enum ErrorCode {
  /** A command, option or job name that does not exist. */
  UNKNOWN_NAME("YU-001", Blame.USER),
  /** The configuration file cannot be read or has a wrong value. */
  BAD_CONFIG("YU-002", Blame.USER),
  /** A contract, source, mapping or code list cannot be read. */
  BAD_MODEL("YU-003", Blame.USER),
  /** A connector file is not a valid connector. */
  BAD_CONNECTOR("YU-004", Blame.USER),
  /** A query that the engine refuses. */
  BAD_QUERY("YU-005", Blame.USER),
  /** A change to a table that would break those who read it. */
  BREAKING_CHANGE("YU-006", Blame.USER),
  /** Something the build should have made is missing. */
  NOT_BUILT("YU-007", Blame.USER),
  /** A part is not running. */
  NOT_RUNNING("YU-008", Blame.USER),
  /** A check found faults in model files; it has told each before. */
  FAULTY_MODELS("YD-001", Blame.DATA),
  /** A record in quarantine cannot be sent again as it is. */
  NOT_REPLAYABLE("YD-002", Blame.DATA),
  /** A port is taken by another process. */
  PORT_TAKEN("YR-001", Blame.RESOURCES),
  /** The disk is full or nearly so. */
  DISK_FULL("YR-002", Blame.RESOURCES),
  /** A file or folder cannot be written or read. */
  FILE_ACCESS("YR-003", Blame.RESOURCES),
  /** A program or package is missing on this machine. */
  MISSING_PROGRAM("YR-004", Blame.RESOURCES),
  /** An encryption key is missing or wrong, or an encrypted value was changed. */
  ENCRYPTION("YR-005", Blame.RESOURCES),
  /** A server does not answer. */
  UNREACHABLE("YE-001", Blame.EXTERNAL),
  /** A server refuses the user or password. */
  ACCESS_REFUSED("YE-002", Blame.EXTERNAL),
  /** A database or table that should be there is not. */
  MISSING_OBJECT("YE-003", Blame.EXTERNAL),
  /** A part did not become healthy. */
  START_FAILED("YE-004", Blame.EXTERNAL),
  /** A connector or its task failed. */
  CONNECTOR_FAILED("YE-005", Blame.EXTERNAL),
  /** A job failed. */
  JOB_FAILED("YI-001", Blame.INTERNAL),
  /** Anything not foreseen. */
  INTERNAL("YI-002", Blame.INTERNAL);

  private final String code;
  private final Blame blame;

  ErrorCode(String code, Blame blame) {
    this.code = code;
    this.blame = blame;
  }

  /** Returns the code as it is printed and documented. */
  public String code() {
    return code;
  }

  /** Returns who can mend it. */
  public Blame blame() {
    return blame;
  }
}
