package org.yunhe.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yunhe.lakehouse.trino.TrinoConnection;

final class TrinoAccessTest {
  private static AccessLake lake;

  @BeforeAll
  static void start() throws Exception {
    lake = new AccessLake();
    lake.start();
  }

  @AfterAll
  static void stop() {
    lake.close();
  }

  @Test
  void anAccountLogsInWithItsPassword() throws Exception {
    try (Connection connection = lake.connect("analyst");
        ResultSet user = connection.createStatement().executeQuery("SELECT current_user")) {
      user.next();
      assertThat(user.getString(1)).isEqualTo("analyst");
    }
  }

  @Test
  void aWrongPasswordAndAnotherUsersNameAreRefused() throws Exception {
    TrinoConnection analyst = TrinoConnection.of(lake.config(), "analyst");
    analyst.properties().setProperty("user", "platform");
    assertThatThrownBy(() -> ask(analyst)).hasMessageContaining("Invalid credentials");
    analyst.properties().remove("password");
    assertThatThrownBy(() -> ask(analyst)).hasMessageContaining("Unauthorized");
  }

  @Test
  void plainHttpGivesNothing() {
    String http = TrinoConnection.jdbcUrl(lake.config());
    Properties nobody = new Properties();
    nobody.setProperty("user", "platform");
    assertThatThrownBy(() -> ask(new TrinoConnection(http, nobody)))
        .isInstanceOf(SQLException.class);
  }

  private static boolean ask(TrinoConnection to) throws SQLException {
    try (Connection connection = DriverManager.getConnection(to.url(), to.properties())) {
      return connection.createStatement().execute("SELECT 1");
    }
  }
}
