package io.keepwell.scoring.application.rejection;

import io.keepwell.model.event.RejectedEventV1;
import io.keepwell.scoring.application.EventArchive;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The log of rejections, read back by place. */
public interface RejectionArchive {

    /**
     * Reads rejections back.
     *
     * @param places which
     * @return those that the log still holds, by id
     * @throws EventArchive.UnavailableException when the log does not answer in time
     */
    Map<UUID, RejectedEventV1> read(List<RejectionPlace> places);
}
