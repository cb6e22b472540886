// Corners: arrays of throwing things, handlers and cleanups in odd places.
#include "runtime.h"
#include <new>
#include <utility>

namespace {

template <typename E> void throwIf(int Id) {
  if (decide(Id)) {
    note(Id);
    throw E();
  }
}

struct Item {
  Item() { may_throw(1); }
  ~Item() { note(2); }
};
struct CopyItem {
  Obj Inner{1};
  CopyItem() = default;
  CopyItem(const CopyItem &Other) : Inner(Other.Inner) { may_throw(3); }
};

struct Parent {
  Parent(int N) { note(N); }
  Parent(const Parent &) { may_throw(21); }
  ~Parent() { note(22); }
};
struct Child : Parent {
  Obj Own;
  Child() : Parent(checked(23)), Own(checked(24)) {}
};

struct Cleaner {
  Obj Inner{31};
  ~Cleaner() {
    try {
      throwIf<IoError>(32);
    } catch (...) {
      note(33);
    }
  }
};

struct MovesOnly {
  Obj Inner;
  explicit MovesOnly(int Id) : Inner(Id) {}
  MovesOnly(MovesOnly &&) = default;
  MovesOnly &operator=(MovesOnly &&) = default;
};
MovesOnly pass(MovesOnly M) {
  may_throw(41);
  return M;
}

struct Abstract {
  Abstract() { note(51); }
  virtual void work() = 0;
  virtual ~Abstract() = 0;
};
Abstract::~Abstract() { note(52); }
struct Concrete final : Abstract {
  Risky R{53};
  void work() override { may_throw(54); }
};

class Single {
public:
  static Single *open(int Id) {
    Single *S = new Single;
    try {
      S->Inner = new Risky(Id);
    } catch (...) {
      delete S;
      throw;
    }
    return S;
  }
  ~Single() { delete Inner; }

private:
  Single() = default;
  Risky *Inner = nullptr;
};

} // namespace

// Known difference: when an element's destructor throws, the rest of the array
// is not destroyed on the graph.
void t_array_of_bombs() {
  Obj A(1);
  Bomb Items[] = {Bomb(2), Bomb(3)};
  note(4);
}

void t_array_new_default() {
  Item *P = new Item[2];
  note(3);
  delete[] P;
}

void t_array_member_default() {
  struct Holder {
    Obj First{5};
    Item Items[2];
    Risky Last{6};
  } H;
  note(7);
}

// Known difference: a compiler-made copy has no graph, and the machine's own
// copies one element of an array.
void t_array_copied_member() {
  struct Holder {
    CopyItem Items[2];
  } A;
  Holder B = A;
  note(4);
}

// Known difference: the elements of an array captured by copy are one object
// on the graph, which its closure's destructor does not know.
void t_array_captured() {
  Obj Items[2] = {Obj(1), Obj(2)};
  auto L = [Items] { note(3); };
  L();
}

void t_base_and_member_arguments() {
  Child C;
  note(25);
  Child D = C;
  note(26);
}

void t_handler_in_destructor_while_unwinding() {
  Cleaner C;
  throwIf<DbError>(34);
  note(35);
}

void t_handler_in_destructor_inside_handler() {
  try {
    throwIf<DbError>(1);
  } catch (const DbError &) {
    Cleaner C;
    throw;
  }
}

void t_moves_only() {
  MovesOnly A(1);
  MovesOnly B = pass(std::move(A));
  B = MovesOnly(2);
  note(3);
}

void t_pure_virtual_destructor() {
  Concrete C;
  static_cast<Abstract &>(C).work();
  Abstract *A = new Concrete;
  delete A;
}

void t_private_constructor() {
  Single *S = Single::open(1);
  note(2);
  delete S;
}

void t_condition_declares_pointer() {
  Obj A(1);
  while (Obj *P = decide(1) ? &A : nullptr) {
    note(P->Id);
    if (decide(2))
      break;
  }
}

void t_catch_then_same_scope() {
  bool Failed = false;
  Obj A(1);
  try {
    may_throw(2);
  } catch (...) {
    Failed = true;
  }
  if (Failed)
    note(3);
  Obj B(4);
}

int t_return_in_loop_in_try() {
  Obj A(1);
  try {
    for (;;) {
      Obj B(2);
      if (decide(3))
        return checked(4);
      if (decide(5))
        break;
    }
  } catch (const Error &) {
    return 6;
  }
  return 7;
}

void t_rethrow_after_nested_catch_all() {
  try {
    try {
      throwIf<LockError>(1);
    } catch (...) {
      try {
        throw;
      } catch (const DbError &) {
        note(2);
        throw;
      }
    }
  } catch (const LockError &) {
    note(3);
  }
}

void t_exception_specification_destructor() {
  struct Loud {
    ~Loud() noexcept(false) { throwIf<IoError>(1); }
  };
  try {
    Loud L;
    throwIf<DbError>(2);
  } catch (const IoError &) {
    note(3);
  } catch (const DbError &) {
    note(4);
  }
}

void t_temporary_bound_in_handler() {
  try {
    throwIf<IoError>(1);
  } catch (...) {
    const Obj &R = Obj(2);
    throwIf<DbError>(3);
    note(4);
  }
}

void t_conditional_extension_of_parts() {
  struct Pair {
    Obj A, B;
  };
  const Obj &R = decide(1) ? Pair{Obj(1), Obj(2)}.A : Obj(3);
  note(4);
}

void t_lambda_in_loop() {
  while (decide(1)) {
    auto L = [A = Obj(2)] {
      if (decide(3))
        return;
      may_throw(4);
    };
    L();
    if (decide(5))
      break;
  }
}

void t_lambda_returned() {
  auto Make = [](int Id) { return [A = Obj(Id)] { may_throw(A.Id); }; };
  auto L = Make(1);
  Make(2)();
  L();
}

void t_static_in_branch_static() {
  if (!decide(1)) {
    static Risky Once(2);
    note(3);
  }
  note(4);
}

void t_delete_this() {
  struct Suicide {
    Obj Inner{1};
    void end() {
      delete this;
      may_throw(2);
    }
  };
  Suicide *S = new Suicide;
  S->end();
}

void t_switch_with_try() {
  switch (int(decide(1))) {
  case 0:
    try {
      Obj A(2);
      throwIf<IoError>(3);
      break;
    } catch (const IoError &) {
      note(4);
    }
  default:
    note(5);
  }
}

void t_recursive_handler() {
  struct Local {
    static void run(bool Again) {
      Obj A(1);
      try {
        throwIf<IoError>(2);
      } catch (const IoError &) {
        if (Again)
          run(false);
        else
          throw;
      }
    }
  };
  Local::run(true);
}

void t_assigned_from_throwing() {
  Obj A(1);
  A = make(2);
  note(A.Id ? 3 : 4);
}

int t_nested_statement_expressions() {
  int N = ({
    Obj A(1);
    ({
      Obj B(2);
      if (decide(3))
        goto out;
      checked(4);
    });
  });
  return N;
out:
  return 5;
}

void t_cleanup_with_handler() {
  struct Local {
    static void drop(int *N) { note(*N); }
  };
  int Outer __attribute__((cleanup(Local::drop))) = 1;
  try {
    int Inner __attribute__((cleanup(Local::drop))) = 2;
    throwIf<IoError>(3);
    Inner = 4;
  } catch (const IoError &) {
    Outer = 5;
    throwIf<DbError>(6);
  }
}

void t_member_function_try_block() {
  struct Local {
    Obj Inner{1};
    int run() try {
      throwIf<IoError>(2);
      return 3;
    } catch (const IoError &) {
      note(Inner.Id);
      return 4;
    }
  };
  note(Local().run());
}

void t_member_pointer_data() {
  struct Local {
    Obj A{1};
    Obj B{2};
  } L;
  Obj Local::*Which = &Local::A;
  note(3);
}

void t_references_rebound_in_loop() {
  Obj A(1), B(2);
  bool First = true;
  while (decide(3)) {
    Obj &R = First ? A : B;
    First = false;
    note(R.Id);
  }
}

void t_array_loop_by_flag() {
  bool More = true;
  do {
    Risky R(1);
    More = decide(2);
  } while (More);
}
