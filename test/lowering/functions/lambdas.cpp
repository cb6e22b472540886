// Closures, function pointers, callables.
#include "runtime.h"
#include <utility>

namespace {

template <typename F> struct AtExit {
  F Action;
  explicit AtExit(F Action) : Action(std::move(Action)) {}
  ~AtExit() { Action(); }
};

template <typename F> auto call(F &&Function) { return Function(); }

int twice(int (*Function)(int), int N) {
  Function(N);
  return Function(N);
}
int plain(int N) {
  may_throw(N);
  return N;
}

struct Object {
  Obj Inner{1};
  auto action() {
    return [this] { return Inner.throwing(); };
  }
  auto copied() {
    return [*this] { note(5); };
  }
};

} // namespace

void t_lambda_body() {
  auto L = [] {
    Obj A(1);
    may_throw(2);
    return 3;
  };
  Obj B(4);
  note(L());
}

void t_lambda_by_reference() {
  Obj A(1);
  int N = 0;
  auto L = [&] {
    note(A.Id);
    N = 2;
    may_throw(3);
  };
  L();
  note(N);
}

void t_lambda_by_copy() {
  Obj A(1);
  auto L = [A] { may_throw(2); };
  L();
}

void t_lambda_by_copy_throwing() {
  Obj A(1);
  Risky B(2);
  auto L = [A, B] { note(3); };
  L();
}

void t_lambda_init_capture() {
  auto L = [A = Obj(1), N = checked(2)] { note(N); };
  may_throw(3);
  L();
}

void t_lambda_move_capture() {
  Obj A(1);
  auto L = [B = std::move(A)]() mutable { Obj C = std::move(B); };
  L();
  note(2);
}

void t_lambda_immediately() {
  int N = [] {
    Obj A(1);
    return checked(2);
  }();
  note(N);
}

void t_lambda_temporary() {
  call([A = Obj(1)] { may_throw(2); });
  note(3);
}

void t_lambda_this() {
  Object O;
  auto L = O.action();
  note(L());
}

void t_lambda_this_copied() {
  Object O;
  O.copied()();
}

void t_lambda_returns_object() {
  auto L = [](int Id) { return Obj(Id); };
  Obj A = L(1);
  may_throw(2);
}

void t_lambda_nested() {
  Obj A(1);
  auto Outer = [&A] {
    auto Inner = [&A] { may_throw(A.Id); };
    Obj B(2);
    Inner();
  };
  Outer();
}

void t_scope_guard() {
  int State = 1;
  AtExit Guard([&] { note(State); });
  State = 2;
  may_throw(3);
  State = 4;
}

void t_scope_guard_dismissed() {
  bool Done = false;
  AtExit Guard([&] {
    if (!Done)
      note(1);
  });
  may_throw(2);
  Done = true;
}

void t_function_pointer() {
  Obj A(1);
  int (*F)(int) = decide(1) ? plain : nullptr;
  if (F)
    note(twice(F, 2));
}

void t_lambda_to_pointer() {
  int (*F)(int) = [](int N) {
    Obj A(3);
    return plain(N);
  };
  note(twice(F, 2));
}

void t_generic_lambda() {
  auto L = [](auto &&X) { may_throw(X.Id); };
  L(Obj(1));
  Risky R(2);
  L(R);
}

void t_functor() {
  struct Functor {
    Obj Inner{1};
    int operator()(int N) const {
      may_throw(N);
      return N;
    }
  };
  note(Functor()(2));
}

void t_member_pointer() {
  struct Local {
    Obj A{1};
    void first() { may_throw(2); }
    void second() { note(3); }
  };
  Local L;
  void (Local::*M)() = decide(4) ? &Local::first : &Local::second;
  (L.*M)();
}

void t_lambda_noexcept() {
  auto L = []() noexcept {
    Obj A(1);
    may_throw(2);
  };
  try {
    L();
  } catch (...) {
    note(3);
  }
}

void t_lambda_in_default_argument() {
  struct Local {
    static void run(int N = [] {
      Obj A(1);
      return checked(2);
    }()) {
      note(N);
    }
  };
  Local::run();
}
