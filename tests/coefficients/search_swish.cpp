// Looks for `unit` of silu and gelu_quick (detail_swish.inl.hpp): the largest errors in ULP of value and derivative over a sample of
// the floats (those next to the derivative's zero left out) for units that make height = unit*e^-middle nearly a float.
// search_swish silu|gelu_quick <candidates> <stride> [seed [x: units from standard input]]
// Build with -O3 -mavx2 -mfma -ffp-contract=off -fno-math-errno.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cstdint>
#include <random>
#include <vector>
#include <algorithm>
static inline float fma_(float a,float b,float c){return __builtin_fmaf(a,b,c);}
struct C { float factor,log2e,hi,lo,mid,zh,zl,alpha,kappa,q[6],under; };
static inline float bits(uint32_t u){float f;memcpy(&f,&u,4);return f;} static inline uint32_t bits(float f){uint32_t u;memcpy(&u,&f,4);return u;}
struct P{float z,r,q,pw,R;};
static inline P parts(const C&c,float x){ float z=-std::fabs(x); const float o=0x1.8p23f+127-30; float sum=fma_(-z,c.log2e,o),n=sum-o; float r=fma_(n,c.lo,fma_(n,c.hi,z)-c.mid);
 float q=fma_(fma_(fma_(fma_(fma_(c.q[5],r,c.q[4]),r,c.q[3]),r,c.q[2]),r,c.q[1]),r,c.q[0]); float pw=bits(bits(sum)<<23); float Ph=fma_(-r,q,c.kappa); float S=fma_(pw,Ph,c.alpha*0x1p-30f); return {z,r,q,pw,c.alpha/S}; }
static inline float val(const C&c,P p,float x){ float relu=x>0?x:-0.0f; return fma_(p.z*p.R,0x1p-30f,relu);}
static inline float der(const C&c,P p,float x){ float d=(p.z-c.zh)-c.zl; float h=fma_(p.pw,p.r*p.q,fma_(-p.pw,c.kappa,c.kappa*0x1p-28f)); float u=fma_(-p.R,4*c.factor*c.kappa*0x1p-30f,4*c.factor*c.kappa); float w=p.R*fma_(d,u,h*p.R); float k=(float)(0x1p-30/(4*(double)c.kappa)); return fma_(w,x<0?k:-k,x<0?0.f:1.f);}
std::vector<float> X,ISV,ISD; std::vector<double> V,D;
int main(int ac,char**av){ bool silu=!strcmp(av[1],"silu"); int cand=atoi(av[2]); uint32_t stride=atoi(av[3]); unsigned seed=ac>4?atoi(av[4]):1;
 double f=silu?1:1.702, mid=silu?0x1.b9abcp-4:0x1.038048p-4, z0=-1.27846454276107379510935873902298;
 double qs[]={0.999999995730082531786,-0.5000002009652058515,0.1666672739924049907,-4.165532436425608636904e-2,8.33229326136829900829e-3,-1.530082200087917444720e-3};
 double qg[]={1.70199999273260289822662,-1.448402582156833376306,0.8217297290002533743,-0.34954954697181306741,0.119004210057789055468,-3.719393217599399132288e-2}; double*q=silu?qs:qg;
 C c; c.factor=f; c.log2e=silu?0x1.715476p0f:0x1.3a4cbep1f; c.hi=silu?0x1.62e43p-1f:0x1.a10754p-2f; c.lo=silu?-0x1.05c61p-29f:-0x1.2f1edp-28f; c.mid=mid; c.under=silu?-108.7f:-63.85f;
 // shifted zero: z where (x - zs) + (e^x-e^at)/1 : t0'=f*mid-2log2, zs=-1-exp(t0')
 long double t0=(long double)f*mid; if(!silu) t0=1.702L*mid; t0-=2*logl(2.0L); long double zs=(-1-expl(t0))/(silu?1.0L:1.702L); c.zh=(float)zs; c.zl=(float)(zs-c.zh);
 long double k=expl(-(silu?1.0L:1.702L)*mid);
 for(uint32_t b=bits(0x1p-12f);b<bits(-c.under);b+=stride) for(int s=0;s<2;s++){ float x=s?-bits(b):bits(b); double X0=x,t=f*X0,m=-std::fabs(t),e=std::exp(m); double v=X0>0?X0/(1+e):X0*e/(1+e); double g=e*(1+m+e)/((1+e)*(1+e)); double d=X0>0?1-g:g; if(std::fabs(d)<1e-3&&std::fabs(t)<3) continue; // near zero not trusted
   double sv=std::ldexp(1,23-std::max(-126,std::ilogb(v))),sd=std::ldexp(1,23-std::max(-126,std::ilogb(d))); X.push_back(x);V.push_back(v*1);D.push_back(d);ISV.push_back(sv>3e38?0:sv);ISD.push_back(sd>3e38?0:sd);}
 size_t n=X.size(); std::mt19937 g(seed);
 for(int i=0;i<cand;i++){ if(ac>5){ float a; if(scanf("%a",&a)!=1) break; c.alpha=a; c.kappa=(float)(a*k);} else for(;;){ c.alpha=1+(g()>>9)*0x1p-23f; if(i==0) c.alpha=1; long double ak=c.alpha*k; c.kappa=(float)ak; if(i==0||std::fabs((double)(c.kappa/ak-1))<0x1p-29) break; }
  for(int j=0;j<6;j++) c.q[j]=(float)(c.kappa*q[j]); c.q[0]=(float)(c.kappa*f);
  double ev=0,ed=0,evp=0; float xv=0,xd=0; const int B=4096; static float y[B],dd[B];
  for(size_t a=0;a<n;a+=B){ size_t m=std::min<size_t>(B,n-a); for(size_t j=0;j<m;j++){ float x=X[a+j]; P p=parts(c,x); y[j]=val(c,p,x); dd[j]=der(c,p,x);} 
   for(size_t j=0;j<m;j++){ double e=std::fabs(y[j]-V[a+j])*ISV[a+j]; if(e>ev) ev=e,xv=X[a+j]; e=std::fabs(dd[j]-D[a+j])*ISD[a+j]; if(e>ed) ed=e,xd=X[a+j]; } }
  printf("alpha %a kappa %a  value %.3f at %g  derivative %.3f at %g\n",c.alpha,c.kappa,ev,xv,ed,xd); }
}
