package org.yunhe.lakehouse.trino.crypto;

import static io.trino.spi.StandardErrorCode.GENERIC_USER_ERROR;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.Connector;
import io.trino.spi.connector.ConnectorMetadata;
import io.trino.spi.connector.ConnectorSession;
import io.trino.spi.connector.ConnectorTransactionHandle;
import io.trino.spi.function.BoundSignature;
import io.trino.spi.function.FunctionDependencies;
import io.trino.spi.function.FunctionId;
import io.trino.spi.function.FunctionProvider;
import io.trino.spi.function.InvocationConvention;
import io.trino.spi.function.InvocationConvention.InvocationArgumentConvention;
import io.trino.spi.function.InvocationConvention.InvocationReturnConvention;
import io.trino.spi.function.ScalarFunctionAdapter;
import io.trino.spi.function.ScalarFunctionImplementation;
import io.trino.spi.transaction.IsolationLevel;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yunhe.lakehouse.crypto.KeyAccess;
import org.yunhe.lakehouse.crypto.ValueOpener;
import org.yunhe.models.error.YunheException;

/** A catalog without tables whose functions decrypt with the keys of an installation. */
final class CryptoConnector implements Connector {
  private static final InvocationConvention NEVER_NULL =
      InvocationConvention.simpleConvention(
          InvocationReturnConvention.FAIL_ON_NULL,
          InvocationArgumentConvention.NEVER_NULL,
          InvocationArgumentConvention.NEVER_NULL);

  private final ThreadLocal<ValueOpener> opener;

  CryptoConnector(KeyAccess access) {
    this.opener = ThreadLocal.withInitial(() -> new ValueOpener(access));
  }

  private enum Transaction implements ConnectorTransactionHandle {
    INSTANCE
  }

  @Override
  public ConnectorTransactionHandle beginTransaction(
      IsolationLevel isolationLevel, boolean readOnly, boolean autoCommit) {
    return Transaction.INSTANCE;
  }

  @Override
  public ConnectorMetadata getMetadata(
      ConnectorSession session, ConnectorTransactionHandle transaction) {
    return new CryptoMetadata();
  }

  @Override
  public Optional<FunctionProvider> getFunctionProvider() {
    return Optional.of(
        new FunctionProvider() {
          @Override
          public ScalarFunctionImplementation getScalarFunctionImplementation(
              FunctionId functionId,
              BoundSignature signature,
              FunctionDependencies dependencies,
              InvocationConvention convention) {
            return implementation(
                CryptoFunction.ofId(functionId.toString()), signature, convention);
          }
        });
  }

  private ScalarFunctionImplementation implementation(
      CryptoFunction function, BoundSignature signature, InvocationConvention convention) {
    try {
      MethodHandle show =
          MethodHandles.insertArguments(
              MethodHandles.lookup()
                  .findVirtual(
                      CryptoConnector.class,
                      "show",
                      MethodType.methodType(
                          Slice.class, CryptoFunction.class, Slice.class, Slice.class)),
              0,
              this,
              function);
      return ScalarFunctionImplementation.builder()
          .methodHandle(
              ScalarFunctionAdapter.adapt(
                  show,
                  signature.getReturnType(),
                  signature.getArgumentTypes(),
                  NEVER_NULL,
                  convention))
          .build();
    } catch (NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("UnusedMethod") // called through a method handle
  private Slice show(CryptoFunction function, Slice value, Slice column) {
    try {
      byte[] plain = opener.get().open(value.getBytes(), column.getBytes());
      return Slices.utf8Slice(function.show(new String(plain, StandardCharsets.UTF_8)));
    } catch (YunheException e) {
      throw new TrinoException(GENERIC_USER_ERROR, e.line(), e);
    }
  }
}
