// throw, try, handlers, noexcept.
#include "runtime.h"

namespace {

template <typename E> void throwIf(int Id) {
  if (decide(Id)) {
    note(Id);
    throw E();
  }
}
void rethrowCurrent() { throw; }
void quiet(int Id) noexcept {
  Obj A(Id);
  may_throw(Id);
}

} // namespace

int t_try_catch() {
  Obj A(1);
  try {
    Obj B(2);
    may_throw(3);
    note(4);
  } catch (const Error &) {
    Obj C(5);
    return 6;
  }
  return 7;
}

void t_catch_by_type() {
  try {
    Obj A(1);
    throwIf<IoError>(2);
    throwIf<LockError>(3);
    throwIf<Unrelated>(4);
  } catch (IoError &) {
    note(10);
  } catch (const DbError &) {
    note(11);
  }
  note(12);
}

void t_catch_base_first() {
  try {
    throwIf<LockError>(1);
    throwIf<Error>(2);
  } catch (const Error &) {
    note(3);
  } catch (const LockError &) {
    note(4);
  } catch (...) {
    note(5);
  }
}

void t_catch_derived_first() {
  try {
    throwIf<LockError>(1);
    throwIf<DbError>(2);
    throwIf<int>(3);
  } catch (const LockError &) {
    note(4);
  } catch (const DbError &) {
    note(5);
  }
}

void t_catch_all_last() {
  try {
    throwIf<int>(1);
    throwIf<IoError>(2);
  } catch (const IoError &) {
    note(3);
  } catch (...) {
    note(4);
  }
}

int t_catch_scalar() {
  try {
    throwIf<int>(1);
    throwIf<unsigned>(2);
    throwIf<long>(3);
  } catch (int) {
    return 1;
  } catch (unsigned) {
    return 2;
  }
  return 3;
}

void t_rethrow() {
  Obj A(1);
  try {
    Obj B(2);
    throwIf<IoError>(3);
    may_throw(4);
  } catch (const IoError &) {
    Obj C(5);
    throw;
  }
  note(6);
}

void t_rethrow_caught_outside() {
  try {
    try {
      throwIf<LockError>(1);
      throwIf<IoError>(2);
    } catch (const Error &) {
      Obj A(3);
      throw;
    }
  } catch (const DbError &) {
    note(4);
  }
}

void t_rethrow_in_callee() {
  try {
    throwIf<IoError>(1);
  } catch (...) {
    Obj A(2);
    rethrowCurrent();
  }
}

void t_throw_in_handler() {
  try {
    try {
      throwIf<IoError>(1);
    } catch (...) {
      Obj A(2);
      throwIf<LockError>(3);
      throw;
    }
  } catch (const LockError &) {
    note(4);
  }
}

void t_nested_handlers() {
  try {
    Obj A(1);
    may_throw(2);
  } catch (...) {
    try {
      Obj B(3);
      throwIf<IoError>(4);
    } catch (const IoError &) {
      note(5);
    }
    throw;
  }
}

void t_rethrow_outer_after_inner() {
  try {
    throwIf<IoError>(1);
  } catch (const Error &) {
    try {
      throwIf<LockError>(2);
    } catch (...) {
      note(3);
      throw;
    }
    throw;
  }
}

void t_handler_falls_through_siblings() {
  try {
    throwIf<IoError>(1);
  } catch (const IoError &) {
    // A handler is not guarded by its siblings.
    throwIf<DbError>(2);
  } catch (const DbError &) {
    note(3);
  }
}

void t_break_out_of_handler() {
  while (decide(1)) {
    try {
      Obj A(2);
      may_throw(3);
      if (decide(4))
        break;
      continue;
    } catch (...) {
      Obj B(5);
      if (decide(6))
        break;
      continue;
    }
  }
  note(7);
}

void t_goto_out_of_try() {
  Obj A(1);
  try {
    Obj B(2);
    if (decide(3))
      goto out;
    may_throw(4);
  } catch (const Error &) {
    Obj C(5);
    if (decide(6))
      goto out;
    note(7);
  }
  note(8);
out:
  note(9);
}

int t_retry() {
  for (;;) {
    try {
      Obj A(1);
      may_throw(2);
      return 3;
    } catch (const Error &) {
      if (decide(4))
        throw;
    }
  }
}

void t_throw_past_temporary() {
  try {
    Obj A(1);
    note(Obj(2).throwing());
  } catch (...) {
    note(3);
  }
}

void t_throw_expression_operand() {
  Obj A(1);
  throw Obj(2).throwing();
}

void t_empty_try() {
  try {
  } catch (...) {
    note(1);
  }
  note(2);
}

void t_catch_in_callee() {
  struct Local {
    static void run() {
      Obj A(1);
      try {
        throwIf<IoError>(2);
        throwIf<DbError>(3);
      } catch (const IoError &) {
        note(4);
      }
    }
  };
  Obj B(5);
  Local::run();
  note(6);
}

int t_function_try_block() try {
  Obj A(1);
  may_throw(2);
  return 3;
} catch (const Error &) {
  Obj B(4);
  return 5;
}

void t_function_try_block_rethrow() try {
  Obj A(1);
  throwIf<IoError>(2);
  throwIf<DbError>(3);
} catch (const DbError &) {
  note(4);
  throw;
} catch (...) {
  note(5);
}

static void parameterTry(Obj P) try {
  Obj A(1);
  may_throw(2);
} catch (...) {
  note(P.Id);
}
void t_function_try_block_parameter() { parameterTry(Obj(3)); }

void t_noexcept() noexcept {
  note(1);
  may_throw(2);
  note(3);
}

void t_noexcept_callee() {
  Obj B(2);
  quiet(1);
  note(3);
}

void t_noexcept_callee_in_try() {
  try {
    quiet(1);
  } catch (...) {
    note(2);
  }
}

void t_noexcept_catches_inside() noexcept {
  try {
    throwIf<IoError>(1);
    throwIf<DbError>(2);
  } catch (const IoError &) {
    note(3);
  }
}

void t_throwing_destructor() {
  Obj A(1);
  Bomb B(2);
  Obj C(3);
  note(4);
}

void t_throwing_destructor_caught() {
  try {
    Obj A(1);
    {
      Bomb B(2);
      note(3);
    }
    note(4);
  } catch (const Error &) {
    note(5);
  }
}

void t_throwing_destructor_while_unwinding() {
  Obj A(1);
  Bomb B(2);
  may_throw(3);
}

void t_throwing_temporary_destructor() {
  Obj A(1);
  Bomb(2), note(3);
  note(4);
}

int t_throwing_destructor_on_return() {
  Obj A(1);
  Bomb B(2);
  if (decide(3))
    return 4;
  note(5);
  return 6;
}

void t_throwing_destructor_in_loop() {
  try {
    while (decide(1)) {
      Bomb B(2);
      if (decide(3))
        break;
    }
  } catch (...) {
    note(4);
  }
}

void t_throwing_destructor_two() {
  Bomb A(1);
  Bomb B(2);
}

namespace {
struct QuietDestructor {
  Obj Inner;
  QuietDestructor(int Id) : Inner(Id) {}
  ~QuietDestructor() { may_throw(8); }
};
} // namespace
void t_destructor_terminates() {
  Obj A(1);
  QuietDestructor Q(2);
  note(3);
}

void t_quit_in_handler() {
  try {
    Obj A(1);
    may_throw(2);
  } catch (...) {
    quit(3);
  }
}

void t_exception_in_handler_scope() {
  try {
    throwIf<IoError>(1);
    return;
  } catch (...) {
    Obj A(2);
    try {
      Obj B(3);
      throwIf<IoError>(4);
      return;
    } catch (...) {
      Obj C(5);
      throwIf<DbError>(6);
    }
    note(7);
  }
  note(8);
}
