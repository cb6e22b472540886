// Odder C++: what real code does now and then.
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
void look(const Obj &O) { may_throw(O.Id); }

struct Value {
  Obj Inner;
  Value(int Id) : Inner(Id) {}
  Value operator+(const Value &Other) const {
    may_throw(30);
    return Value(31);
  }
  Value &operator<<(int N) {
    may_throw(N);
    return *this;
  }
  bool operator==(const Value &Other) const { return decide(32); }
  operator int() const { return checked(33); }
};

struct Arrow {
  Obj Inner;
  Arrow(int Id) : Inner(Id) {}
  const Obj *operator->() const { return &Inner; }
};
struct DoubleArrow {
  Obj Inner{40};
  Arrow operator->() const { return Arrow(41); }
};

template <typename... Ts> void all(Ts... Ids) { (may_throw(Ids), ...); }
template <typename... Ts> bool any(Ts... Ids) { return (decide(Ids) || ...); }
template <bool Quiet> void maybeQuiet() noexcept(Quiet) { may_throw(50); }

template <typename T> class Optional {
public:
  Optional() : Empty(0) {}
  ~Optional() {
    if (Full)
      Stored.~T();
  }
  void emplace(int Id) {
    if (Full) {
      Stored.~T();
      Full = false;
    }
    ::new (static_cast<void *>(&Stored)) T(Id);
    Full = true;
  }

private:
  union {
    char Empty;
    T Stored;
  };
  bool Full = false;
};

struct Virtual {
  Virtual() { note(61); }
  ~Virtual() { note(62); }
};
struct Left : virtual Virtual {
  Obj L{63};
};
struct Right : virtual Virtual {
  Risky R{64};
};
struct Bottom : Left, Right {
  Bottom() { may_throw(65); }
};

struct AggregateBase {
  Obj A;
};
struct AggregateDerived : AggregateBase {
  Obj B;
};

struct Session {
  Obj A{1};
  static Session create() { return Session(); }
  friend void close(Session &S) { may_throw(S.A.Id); }
};

} // namespace

void t_implicit_conversion() {
  look(1);
  const Obj &R = 2;
  note(3);
}

void t_operators() {
  Value A(1), B(2);
  Value C = A + B;
  A << 3 << 4;
  if (C == B)
    note(5);
  if (C != B)
    note(6);
}

void t_conversion_operator() {
  int N = Value(1);
  note(N);
}

void t_arrow_chain() {
  DoubleArrow D;
  note(D->throwing());
}

void t_fold() {
  all(1, 2, 3);
  if (any(4, 5))
    note(6);
}

void t_conditional_noexcept() {
  try {
    maybeQuiet<false>();
    maybeQuiet<true>();
  } catch (...) {
    note(1);
  }
}

void t_optional() {
  Optional<Obj> O;
  if (decide(1))
    O.emplace(2);
  may_throw(3);
}

void t_optional_throwing() {
  Optional<Risky> O;
  O.emplace(1);
  O.emplace(2);
  note(3);
}

void t_virtual_base() {
  Bottom B;
  note(66);
}

void t_aggregate_with_base() {
  AggregateDerived D{{Obj(1)}, make(2)};
  note(3);
}

void t_designated() {
  struct Parts {
    Obj A;
    Risky B{8};
    Obj C{9};
  };
  Parts P{.A = Obj(1), .C = Obj(3)};
  note(4);
}

void t_binary_conditional() {
  int N = decide(1) ?: checked(2);
  note(N);
}

void t_computed_goto() {
  void *Target = decide(1) ? &&first : &&second;
  Obj A(1);
  note(2);
first:
  note(3);
second:
  note(4);
}

void t_unevaluated() {
  note(sizeof(Obj(1)) == 0);
  if (noexcept(may_throw(2)))
    note(3);
  decltype(checked(4)) N = 5;
  note(N);
}

void t_builtin_expect() {
  if (__builtin_expect(decide(1), 0)) {
    Obj A(1);
    may_throw(2);
  }
}

void t_builtin_unreachable() {
  if (decide(1))
    return;
  note(2);
}

void t_constant_conditions() {
  while (true) {
    Obj A(1);
    if (decide(2))
      break;
  }
  if (false)
    may_throw(3);
  for (; false;)
    note(4);
  do
    note(5);
  while (0);
}

void t_if_constexpr() {
  if constexpr (sizeof(int) == 1)
    may_throw(1);
  else
    note(2);
}

Obj returnsPastBomb() {
  Bomb B(1);
  return Obj(2);
}
// Known difference: when a local's destructor throws after the result is made,
// Clang forgets to destroy the result. So does the graph, and the oracle notes
// that its storage ends around it. The language would destroy it.
void t_return_past_throwing_destructor() {
  Obj A = returnsPastBomb();
  note(3);
}

Obj namedPastBomb() {
  Obj Named(2);
  Bomb B(1);
  return Named;
}
void t_named_return_past_throwing_destructor() {
  Obj A = namedPastBomb();
  note(3);
}

Risky riskyFromTry(int Id) {
  try {
    return Risky(Id);
  } catch (const Error &) {
    Obj A(5);
    return Risky(6);
  }
}
void t_return_from_handler() {
  Risky R = riskyFromTry(1);
  note(2);
}

void t_try_in_loop_in_try() {
  try {
    Obj A(1);
    while (decide(2)) {
      try {
        Obj B(3);
        throwIf<IoError>(4);
        throwIf<DbError>(5);
      } catch (const IoError &) {
        continue;
      }
      break;
    }
  } catch (const Error &) {
    note(6);
  }
}

void t_catch_by_value() {
  try {
    throwIf<LockError>(1);
  } catch (DbError E) {
    note(2);
  }
}

void t_catch_pointer() {
  static int Object;
  try {
    if (decide(1))
      throw &Object;
    throwIf<IoError>(2);
  } catch (int *P) {
    note(3);
  } catch (const Error &) {
    note(4);
  }
}

void t_catch_text() {
  try {
    if (decide(1))
      throw "failed";
    note(2);
  } catch (const char *Text) {
    note(3);
  }
}

void t_catch_typedef() {
  using Alias = LockError;
  try {
    throwIf<Alias>(1);
  } catch (const volatile LockError &) {
    note(2);
  }
}

void t_throw_rethrown_value() {
  try {
    throwIf<LockError>(1);
  } catch (const DbError &E) {
    // A new exception of the static type.
    throw E;
  }
}

void t_old_exception_specification() {
  struct Local {
    static void run() throw() {
      Obj A(1);
      may_throw(2);
    }
  };
  Local::run();
}

void t_delegating_function_try() {
  struct Local {
    Obj A;
    Local(int Id) : A(Id) { throwIf<IoError>(2); }
    Local() try : Local(1) { throwIf<DbError>(3); } catch (const IoError &) {
      note(4);
    }
    ~Local() { note(5); }
  };
  Local L;
  note(6);
}

void t_base_function_try() {
  struct Base {
    Obj A{1};
    Base() { throwIf<IoError>(2); }
    ~Base() { note(3); }
  };
  struct Derived : Base {
    Obj B{4};
    Derived() try { throwIf<DbError>(5); } catch (const DbError &) {
      note(6);
    }
  };
  Derived D;
  note(7);
}

void t_mutable_lambda() {
  int N = 1;
  auto L = [N]() mutable {
    note(N);
    N = 2;
  };
  L();
  L();
  note(N);
}

void t_lambda_captures_reference_by_copy() {
  Obj A(1);
  Obj &R = A;
  auto Outer = [R] {
    auto Inner = [&R] { may_throw(R.Id); };
    Inner();
  };
  Outer();
}

void t_decltype_auto() {
  Obj A(1);
  auto Get = [&]() -> decltype(auto) { return (A); };
  Obj &R = Get();
  note(R.Id);
  Obj Copy = Get();
}

void t_move_conditional() {
  Obj A(1), B(2);
  Obj C = std::move(decide(1) ? A : B);
  note(3);
}

void t_condition_in_initialiser() {
  Obj A(decide(1) && (Obj(2).ask() || Obj(3).ask()) ? 4 : 5);
  note(6);
}

void t_continue_to_condition_temporary() {
  do {
    Obj A(1);
    if (decide(2))
      continue;
    may_throw(3);
  } while (Obj(4).ask());
}

void t_for_condition_temporary() {
  for (Obj A(1); Obj(2).ask() && decide(3);)
    note(4);
}

void t_switch_temporary() {
  switch (int(Obj(1).ask())) {
  case 1:
    may_throw(2);
    break;
  default:
    note(3);
  }
}

void t_return_temporary_condition() {
  struct Local {
    static bool run() {
      Obj A(1);
      return Obj(2).ask() && Obj(3).ask();
    }
  };
  if (Local::run())
    note(4);
}

void t_thread_local_static() {
  thread_local Obj Once(1);
  note(2);
}

void t_throwing_temporary_in_condition() {
  Obj A(1);
  if (Bomb(2), decide(3))
    note(4);
  else
    note(5);
}

void t_throwing_destructor_of_argument() {
  struct Local {
    static int take(const Bomb &B, int N) { return N; }
  };
  note(Local::take(Bomb(1), 2));
}

void t_two_bombs_and_local() {
  try {
    Bomb A(1);
    Obj B(2);
    Bomb C(3);
    Obj D(4);
  } catch (...) {
    note(5);
  }
}

void t_comma_for() {
  for (Obj A(1), B(2); decide(3); note(4), may_throw(5))
    note(6);
}

void t_several_declarators() {
  Risky A(1), B(2), *P = &B, &R = A;
  note(P->Id);
  note(R.Id);
}

void t_label_before_declaration() {
  bool First = true;
retry:
  Obj A(1);
  try {
    may_throw(2);
  } catch (...) {
    if (First) {
      First = false;
      goto retry;
    }
    throw;
  }
}

void t_goto_over_cleanup_in_handler() {
  Obj A(1);
  try {
    throwIf<IoError>(2);
  } catch (const IoError &) {
    Obj B(3);
    goto handled;
  }
  note(4);
handled:
  note(5);
}

void t_nested_noexcept_try() noexcept {
  Obj A(1);
  try {
    Obj B(2);
    throwIf<IoError>(3);
  } catch (const DbError &) {
    note(4);
  }
}

void t_handler_returns_past_cleanup() {
  struct Local {
    static int run() {
      Obj A(1);
      try {
        throwIf<IoError>(2);
      } catch (...) {
        Obj B(3);
        return checked(4);
      }
      return 5;
    }
  };
  note(Local::run());
}

void t_pointer_to_local_pointer() {
  Obj A(1), B(2);
  Obj *P = &A;
  Obj **Q = &P;
  if (decide(3))
    *Q = &B;
  note(P->Id);
}

void t_array_of_pointers() {
  Obj A(1);
  Obj *Items[1] = {&A};
  note(Items[0]->throwing());
}

void t_assign_in_condition() {
  int N;
  while ((N = decide(1) ? 2 : 0)) {
    Obj A(N);
    may_throw(3);
  }
}

void t_temporaries_reverse() {
  struct Local {
    static int take(const Obj &A) { return A.Id; }
  };
  // Braces order the evaluation.
  struct Three {
    int A, B, C;
  } T{Local::take(Obj(1)), Local::take(Obj(2)), checked(3)};
  note(T.C);
}

void t_inherited_throwing_destructor() {
  struct Base {
    ~Base() noexcept(false) { may_throw(1); }
  };
  struct Derived : Base {
    Obj A{2};
    Bomb B{3};
    Obj C{4};
  };
  Obj Outer(5);
  Derived D;
  note(6);
}

void t_static_member_function_and_friend() {
  Session S = Session::create();
  close(S);
}

void t_new_in_argument() {
  struct Local {
    static void take(Obj *P) {
      Obj A(2);
      delete P;
      may_throw(3);
    }
  };
  Local::take(new Obj(1));
}

void t_array_new_throwing() {
  Risky *P = new Risky[2]{Risky(1), Risky(2)};
  note(3);
  delete[] P;
}
