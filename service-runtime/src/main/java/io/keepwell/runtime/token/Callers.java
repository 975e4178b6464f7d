package io.keepwell.runtime.token;

import io.keepwell.runtime.security.Caller;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.inject.Singleton;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives each request its {@link Caller}. What takes one as a constructor's parameter must be
 * {@code @RequestScoped}; what lives longer takes an {@code Instance<Caller>} and asks anew each
 * time.
 */
@ApplicationScoped
class Callers {

    private static final Set<Class<?>> OUTLIVE_A_REQUEST =
            Set.of(Singleton.class, ApplicationScoped.class);

    /** Absent in a service that knows no tokens. */
    private final Instance<SecurityIdentity> identities;

    Callers(Instance<SecurityIdentity> identities) {
        this.identities = identities;
    }

    @Produces
    @Dependent
    Caller caller(InjectionPoint point) {
        requireShortLived(point);
        @Nullable Caller caller = identities.get().getAttribute(CallerAugmentor.CALLER);
        if (caller == null) {
            throw new UnauthorizedException("nobody has shown a token");
        }
        return caller;
    }

    /** Or the first request's caller would stay for all others. */
    private static void requireShortLived(InjectionPoint point) {
        if (point.getBean() != null
                && isHandedOver(point.getMember())
                && OUTLIVE_A_REQUEST.contains(point.getBean().getScope())) {
            throw new IllegalStateException(
                    "%s outlives a request and must take an Instance<Caller>, or be @RequestScoped"
                            .formatted(point.getBean().getBeanClass().getName()));
        }
    }

    /** Not asked for later, by an {@code Instance<Caller>}. */
    private static boolean isHandedOver(Member member) {
        return switch (member) {
            case Executable made -> List.of(made.getParameterTypes()).contains(Caller.class);
            case Field field -> field.getType() == Caller.class;
            default -> false;
        };
    }
}
