package io.keepwell.scoring.application.fold;

import io.keepwell.engine.account.AccountCase;
import io.keepwell.engine.facts.ChunkKey;
import java.util.Map;

/** An account in memory, in the hands of the owner of its partition. */
final class HeldAccount {

    private final int partition;
    private final AccountCase account;
    private final boolean isNew;
    private Counts since = Counts.NONE;
    private boolean traitsTold;
    private int rows;

    HeldAccount(int partition, AccountCase account, boolean isNew, int rows) {
        this.partition = partition;
        this.account = account;
        this.isNew = isNew;
        this.rows = rows;
    }

    int partition() {
        return partition;
    }

    AccountCase account() {
        return account;
    }

    /** Whether the database had nothing of it when it was taken up. */
    boolean isNew() {
        return isNew;
    }

    /** About how many rows it holds in memory. */
    int rows() {
        return rows;
    }

    void load(Map<ChunkKey, byte[]> found) {
        rows += found.size();
    }

    void count(Counts more) {
        since = since.plus(more);
    }

    Counts takeCounts() {
        Counts taken = since;
        since = Counts.NONE;
        return taken;
    }

    void tellTraits() {
        traitsTold = true;
    }

    boolean takeTraitsTold() {
        boolean taken = traitsTold;
        traitsTold = false;
        return taken;
    }
}
