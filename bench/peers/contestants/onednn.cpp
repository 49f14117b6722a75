// The eltwise primitive of oneDNN, for float.

#include <map>
#include <oneapi/dnnl/dnnl.hpp>

#include "../contestant.hpp"

namespace {

using namespace peers;

/// An algorithm and its parameters.
struct Function {
  dnnl::algorithm algorithm;
  float alpha = 0, beta = 0;
};

/// The primitive for arrays of one length. Its memory objects are pointed to the arrays at each call.
class Eltwise {
 public:
  Eltwise(const Function& f, std::size_t n) {
    const dnnl::memory::desc array({static_cast<dnnl::memory::dim>(n)}, dnnl::memory::data_type::f32,
                                   dnnl::memory::format_tag::a);
    const dnnl::eltwise_forward::desc operation(dnnl::prop_kind::forward_inference, f.algorithm, array, f.alpha,
                                                f.beta);
    primitive_ = dnnl::eltwise_forward(dnnl::eltwise_forward::primitive_desc(operation, engine_));
    input_ = dnnl::memory(array, engine_, nullptr);
    output_ = dnnl::memory(array, engine_, nullptr);
    arguments_ = {{DNNL_ARG_SRC, input_}, {DNNL_ARG_DST, output_}};
  }

  void run(const float* x, float* y) {
    input_.set_data_handle(const_cast<float*>(x));  // it has no handle for memory that is only read
    output_.set_data_handle(y);
    primitive_.execute(stream_, arguments_);
    stream_.wait();
  }

 private:
  dnnl::engine engine_{dnnl::engine::kind::cpu, 0};
  dnnl::stream stream_{engine_};
  dnnl::eltwise_forward primitive_;
  dnnl::memory input_, output_;
  std::unordered_map<int, dnnl::memory> arguments_;
};

template <const Function& f>
void map(const float* x, float* y, std::size_t n) {
  static std::map<std::size_t, Eltwise> primitives;
  primitives.try_emplace(n, f, n).first->second.run(x, y);
}

template <const Function& f>
void add(std::vector<Entry>& entries, const char* activation) {
  entries.push_back({"oneDNN", PEERS_INSTRUCTION_SET, activation, "value", &run_map<float, map<f>>});
}

// Version 2 has no hard sigmoid, no selu and no softsign.
using dnnl::algorithm;
constexpr Function relu{algorithm::eltwise_relu}, leaky_relu{algorithm::eltwise_relu, 0.01F},
    relu6{algorithm::eltwise_bounded_relu, 6}, elu{algorithm::eltwise_elu, 1}, gelu{algorithm::eltwise_gelu_erf},
    gelu_tanh{algorithm::eltwise_gelu_tanh}, gelu_quick{algorithm::eltwise_swish, 1.702F},
    silu{algorithm::eltwise_swish, 1}, mish{algorithm::eltwise_mish}, hard_swish{algorithm::eltwise_hardswish},
    sigmoid{algorithm::eltwise_logistic}, log_sigmoid{algorithm::eltwise_logsigmoid},
    softplus{algorithm::eltwise_soft_relu}, tanh{algorithm::eltwise_tanh}, hard_tanh{algorithm::eltwise_clip, -1, 1};

}  // namespace

void add_entries(std::vector<Entry>& entries) {
  dnnl::set_max_cpu_isa(dnnl::cpu_isa::avx2);
  add<relu>(entries, "relu");
  add<leaky_relu>(entries, "leaky_relu");
  add<relu6>(entries, "relu6");
  add<elu>(entries, "elu");
  add<gelu>(entries, "gelu");
  add<gelu_tanh>(entries, "gelu_tanh");
  add<gelu_quick>(entries, "gelu_quick");
  add<silu>(entries, "silu");
  add<mish>(entries, "mish");
  add<hard_swish>(entries, "hard_swish");
  add<sigmoid>(entries, "sigmoid");
  add<log_sigmoid>(entries, "log_sigmoid");
  add<softplus>(entries, "softplus");
  add<tanh>(entries, "tanh");
  add<hard_tanh>(entries, "hard_tanh");
}
