package io.keepwell.alerting.application;

import io.keepwell.model.alert.AlertChangedV1;
import java.util.List;

/** Hears of what was committed. */
public interface News {

    /**
     * Alerts have changed, and it is kept.
     *
     * @param changes in order, at least one
     */
    void told(List<AlertChangedV1> changes);

    /**
     * Health changes were read before, and did nothing.
     *
     * @param count how many, 1 or more
     */
    void repeated(int count);
}
