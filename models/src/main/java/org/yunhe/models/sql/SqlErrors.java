package org.yunhe.models.sql;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jsqlparser.JSQLParserException;
import org.yunhe.models.error.ErrorCode;
import org.yunhe.models.error.YunheException;

/** Turns the parser's words into a complaint with file and line. */
public final class SqlErrors {
  private static final Pattern LINE = Pattern.compile("line (\\d+), column (\\d+)");
  private static final Pattern TOKEN = Pattern.compile("unexpected token: \"([^\"]*)\"");

  private SqlErrors() {}

  /** Returns the complaint about a file that holds no SQL the parser can read. */
  public static YunheException unreadable(String file, JSQLParserException cause) {
    return new YunheException(
        ErrorCode.BAD_MODEL,
        file + ":" + line(cause) + ": not SQL: " + reason(cause),
        "correct the query at that line",
        cause);
  }

  /** Returns the line the parser stopped at, from 1. */
  public static int line(JSQLParserException cause) {
    Matcher line = LINE.matcher(String.valueOf(cause.getMessage()));
    return line.find() ? Integer.parseInt(line.group(1)) : 1;
  }

  /** Returns what the parser says, in one line. */
  public static String reason(JSQLParserException cause) {
    String message = String.valueOf(cause.getMessage());
    Matcher token = TOKEN.matcher(message);
    if (token.find()) {
      return token.group(1).isEmpty()
          ? "it ends too early"
          : "'" + token.group(1) + "' cannot stand here";
    }
    return message.lines().findFirst().orElse("").replace("net.sf.jsqlparser.parser.", "");
  }
}
